<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>the activation&apos;s slopes shrink the gradient</source>
        <translation>激活函数的斜率使梯度缩小</translation>
    </message>
    <message>
        <source>the weights shrink the gradient</source>
        <translation>权重使梯度缩小</translation>
    </message>
    <message>
        <source>layers of few units lose the gradient by chance</source>
        <translation>单元很少的层偶然丢失梯度</translation>
    </message>
    <message>
        <source>steps have moved the units where the slope is small</source>
        <translation>一步步的更新把单元移到了斜率很小的地方</translation>
    </message>
    <message>
        <source>the first weights enlarge the signal</source>
        <translation>初始权重使信号增大</translation>
    </message>
    <message>
        <source>the activation enlarges the signal</source>
        <translation>激活函数使信号增大</translation>
    </message>
    <message>
        <source>the gradient grows from layer to layer</source>
        <translation>梯度一层一层地增大</translation>
    </message>
    <message>
        <source>the steps are too long</source>
        <translation>步太长</translation>
    </message>
    <message>
        <source>the steps are too short</source>
        <translation>步太短</translation>
    </message>
    <message>
        <source>units are dead from the start</source>
        <translation>单元一开始就死亡</translation>
    </message>
    <message>
        <source>steps have killed units</source>
        <translation>步杀死了单元</translation>
    </message>
    <message>
        <source>steps have killed units of a network that learns</source>
        <translation>步杀死了一个正在学习的网络的单元</translation>
    </message>
    <message>
        <source>usual steps have killed units in layers of few</source>
        <translation>寻常的步杀死了单元很少的层中的单元</translation>
    </message>
    <message>
        <source>the slope is 0 everywhere</source>
        <translation>斜率处处为 0</translation>
    </message>
    <message>
        <source>all units of a layer began alike</source>
        <translation>一层的所有单元开始时都一样</translation>
    </message>
    <message>
        <source>the network has no activation</source>
        <translation>网络没有激活函数</translation>
    </message>
    <message>
        <source>the loss stands still although a gradient arrives</source>
        <translation>梯度到达了，损失却停滞不动</translation>
    </message>
    <message>
        <source>the loss stands still below that of guessing</source>
        <translation>损失停在低于猜测的损失之处</translation>
    </message>
    <message>
        <source>the classes or targets are mixed among the inputs</source>
        <translation>类别或目标值在输入之间混杂</translation>
    </message>
    <message>
        <source>the inputs are large, tiny or of very different scales</source>
        <translation>输入很大、很小或尺度悬殊</translation>
    </message>
    <message>
        <source>a few values of an input are far larger than the others</source>
        <translation>一个输入的少数值远大于其他值</translation>
    </message>
    <message>
        <source>the targets are huge, tiny or far from 0</source>
        <translation>目标值极大、极小或远离 0</translation>
    </message>
    <message>
        <source>the weight decay flips or wipes out the weights</source>
        <translation>权重衰减使权重变号或归零</translation>
    </message>
    <message>
        <source>the data are too few to set some aside, or lack a class</source>
        <translation>数据太少，不够留出一部分，或缺少某个类别</translation>
    </message>
    <message>
        <source>unscaled residual branches enlarge the signal</source>
        <translation>未缩放的残差支路使信号增大</translation>
    </message>
    <message>
        <source>the running statistics lag behind the batches&apos;</source>
        <translation>滑动统计量落后于批量的统计量</translation>
    </message>
    <message>
        <source>a batch is too small to normalise by</source>
        <translation>批量太小，不足以归一化</translation>
    </message>
    <message>
        <source>batch normalisation divides units that are nearly constant by nearly 0</source>
        <translation>批归一化把几乎恒定的单元除以几乎为 0 的数</translation>
    </message>
    <message>
        <source>layers shrink the gradient more than normalisation makes up for</source>
        <translation>各层使梯度缩小，归一化补不回来</translation>
    </message>
    <message>
        <source>dropout leaves too little of narrow layers</source>
        <translation>随机失活让窄层剩下的太少</translation>
    </message>
    <message>
        <source>the network remembers single examples</source>
        <translation>网络记住了单个样本</translation>
    </message>
    <message>
        <source>several settings are unusual, and a change of one leaves another</source>
        <translation>几项设置不寻常，改掉一项还剩下另一项</translation>
    </message>
    <message>
        <source>{suggestion}, learning rate {usual}</source>
        <translation>{suggestion}，学习率 {usual}</translation>
    </message>
    <message>
        <source>biases at 0</source>
        <translation>偏置取 0</translation>
    </message>
    <message>
        <source>biases 0</source>
        <translation>偏置 0</translation>
    </message>
    <message>
        <source>Weight scale 1</source>
        <translation>权重尺度 1</translation>
    </message>
    <message>
        <source>scale 1</source>
        <translation>尺度 1</translation>
    </message>
    <message>
        <source>clip at 1</source>
        <translation>在 1 处裁剪</translation>
    </message>
    <message>
        <source>clip 1</source>
        <translation>裁剪 1</translation>
    </message>
    <message>
        <source>Learning rate {wanted}</source>
        <translation>学习率 {wanted}</translation>
    </message>
    <message>
        <source>Clip gradient at {longest}</source>
        <translation>梯度裁剪于 {longest}</translation>
    </message>
    <message numerus="yes">
        <source>{n} hidden layer</source>
        <comment>{n} hidden layers</comment>
        <translation>
            <numerusform>{n} 个隐藏层</numerusform>
        </translation>
    </message>
    <message>
        <source>At least 8 units per layer</source>
        <translation>每层至少 8 个单元</translation>
    </message>
    <message>
        <source>4 times the units</source>
        <translation>单元数的 4 倍</translation>
    </message>
    <message>
        <source>at least {n} units per layer</source>
        <translation>每层至少 {n} 个单元</translation>
    </message>
    <message>
        <source>{n} units per layer</source>
        <translation>每层 {n} 个单元</translation>
    </message>
    <message>
        <source>A quarter of the units</source>
        <translation>单元数的四分之一</translation>
    </message>
    <message>
        <source>{entry} at {usual_rate}</source>
        <translation>{entry}，学习率 {usual_rate}</translation>
    </message>
    <message>
        <source>{layers} layers of {units} units</source>
        <translation>{layers} 层各 {units} 个单元</translation>
    </message>
    <message>
        <source>no decay</source>
        <translation>无衰减</translation>
    </message>
    <message>
        <source>batches of {n}</source>
        <translation>批量大小 {n}</translation>
    </message>
    <message>
        <source>{suggestion}, noise {little_noise}</source>
        <translation>{suggestion}，噪声 {little_noise}</translation>
    </message>
    <message>
        <source>Noise {little_noise}</source>
        <translation>噪声 {little_noise}</translation>
    </message>
    <message>
        <source>Weight decay {rate}</source>
        <translation>权重衰减 {rate}</translation>
    </message>
    <message>
        <source>Standardise inputs</source>
        <translation>标准化输入</translation>
    </message>
    <message>
        <source>Standardise inputs, Adam at {rate}</source>
        <translation>标准化输入，Adam 学习率 {rate}</translation>
    </message>
    <message>
        <source>Standardise targets</source>
        <translation>标准化目标</translation>
    </message>
    <message>
        <source>No weight decay</source>
        <translation>不用权重衰减</translation>
    </message>
    <message>
        <source>No weight decay, Adam at {rate}</source>
        <translation>不用权重衰减，Adam 学习率 {rate}</translation>
    </message>
    <message>
        <source>Weight decay {wanted}</source>
        <translation>权重衰减 {wanted}</translation>
    </message>
    <message>
        <source>Test share 0</source>
        <translation>测试集比例 0</translation>
    </message>
    <message>
        <source>Standardise inputs and targets</source>
        <translation>标准化输入和目标</translation>
    </message>
    <message>
        <source>Recycle dead units every {recycle_every} steps</source>
        <translation>每 {recycle_every} 步回收死亡单元</translation>
    </message>
    <message>
        <source>{kind} normalisation before the activation</source>
        <translation>激活之前做{kind}归一化</translation>
    </message>
    <message>
        <source>{kind} normalisation</source>
        <translation>{kind}归一化</translation>
    </message>
    <message>
        <source>No normalisation</source>
        <translation>不做归一化</translation>
    </message>
    <message>
        <source>{suggestion}, layer normalisation</source>
        <translation>{suggestion}，层归一化</translation>
    </message>
    <message>
        <source>Branches learned from 0</source>
        <translation>支路从 0 开始学习</translation>
    </message>
    <message>
        <source>Branches times {factor}</source>
        <translation>支路乘以 {factor}</translation>
    </message>
    <message>
        <source>Skips, branches learned from 0</source>
        <translation>跳跃连接，支路从 0 开始学习</translation>
    </message>
    <message>
        <source>Skips, branches · {factor}</source>
        <translation>跳跃连接，支路 · {factor}</translation>
    </message>
    <message>
        <source>Warm-up over {warmup} steps</source>
        <translation>预热 {warmup} 步</translation>
    </message>
    <message>
        <source>Dropout {share}</source>
        <translation>随机失活 {share}</translation>
    </message>
    <message>
        <source>No dropout</source>
        <translation>不用随机失活</translation>
    </message>
    <message>
        <source>Batches of {enough_batch}</source>
        <translation>批量大小 {enough_batch}</translation>
    </message>
    <message>
        <source>dead at step 0, by unmoved statistics</source>
        <translation>第 0 步按未动过的统计量死亡</translation>
    </message>
    <message>
        <source>dead from the start</source>
        <translation>一开始就死亡</translation>
    </message>
    <message>
        <source>killed by the change</source>
        <translation>被改动杀死</translation>
    </message>
    <message>
        <source>first death</source>
        <translation>第一次死亡</translation>
    </message>
    <message>
        <source>step {first}</source>
        <translation>第 {first} 步</translation>
    </message>
    <message>
        <source>killed by earlier layers</source>
        <translation>被前面的层杀死</translation>
    </message>
    <message>
        <source>largest update ratio</source>
        <translation>最大更新/权重比</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>大部分</translation>
    </message>
    <message>
        <source>All of those in {layers}</source>
        <translation>{layers}的全部</translation>
    </message>
    <message>
        <source>Most of those in {layers}</source>
        <translation>{layers}的大部分</translation>
    </message>
    <message>
        <source>Half</source>
        <translation>一半</translation>
    </message>
    <message>
        <source>Half of those in {layers}</source>
        <translation>{layers}的一半</translation>
    </message>
    <message>
        <source>The activation&apos;s slope is zero everywhere, whatever the weights.</source>
        <translation>无论权重如何，激活函数的斜率处处为零。</translation>
    </message>
    <message>
        <source>{many} were dead from the start: all weights start at 0, so every pre-activation is the bias, {bias_init}, where the slope is 0.</source>
        <translation>{many}一开始就死亡：所有权重从 0 开始，所以每个预激活值都是偏置 {bias_init}，而那里的斜率为 0。</translation>
    </message>
    <message>
        <source>{many} were dead from the start, with biases that start at {bias_init}.</source>
        <translation>{many}一开始就死亡，偏置从 {bias_init} 开始。</translation>
    </message>
    <message>
        <source>{many} were dead from the start: with these inputs, the initial weights switch them off.</source>
        <translation>{many}一开始就死亡：对这些输入，初始权重使它们关闭。</translation>
    </message>
    <message>
        <source>Most count as dead since step 0, by running statistics that no batch had moved then.</source>
        <translation>大部分从第 0 步起就算死亡，依据的是当时还没有批量移动过的滑动统计量。</translation>
    </message>
    <message>
        <source>The change of the activation at step {step} switched them off: their pre-activations lay where its slope is zero.</source>
        <translation>第 {step} 步更换激活函数使它们关闭：它们的预激活值落在斜率为零的地方。</translation>
    </message>
    <message>
        <source>The change of the activation at step {step} switched most of them off: their pre-activations lay where its slope is zero.</source>
        <translation>第 {step} 步更换激活函数使其中大部分关闭：它们的预激活值落在斜率为零的地方。</translation>
    </message>
    <message>
        <source>Most died by step {step}, at learning rate {rate}, {before}</source>
        <translation>到第 {step} 步为止，在学习率 {rate} 下大部分已经死亡，{before}</translation>
    </message>
    <message>
        <source>Steps that changed the weights by {update_ratio} of their size were enough: the initial weights let the examples&apos; differences shrink to {forward} on their way to the last hidden layer, so that all examples lie on one side of 0.</source>
        <translation>使权重只改变自身大小的 {update_ratio} 的步就足够了：初始权重让样本之间的差别在去往最后一个隐藏层的路上缩小到 {forward}，所以所有样本都落在 0 的同一侧。</translation>
    </message>
    <message>
        <source>They were at the brink from the start: steps that changed the weights by {update_ratio} of their size, where about 0.001 is usual, switched most off.</source>
        <translation>它们从一开始就处在死亡的边缘：使权重只改变自身大小的 {update_ratio}（通常约为 0.001）的步就关闭了其中大部分。</translation>
    </message>
    <message>
        <source>Usual steps did it, at learning rate {learning_rate}: in layers of {narrowest} units it takes few deaths to stop the signal.</source>
        <translation>学习率 {learning_rate} 下寻常的步就做到了：在只有 {narrowest} 个单元的层里，死几个单元就足以阻断信号。</translation>
    </message>
    <message>
        <source>Steps that changed the weights by {update_ratio} times their size did it, at learning rate {learning_rate}: in layers of {narrowest} units it takes few deaths to stop the signal.</source>
        <translation>学习率 {learning_rate} 下使权重改变自身大小的 {update_ratio} 倍的步做到了这一点：在只有 {narrowest} 个单元的层里，死几个单元就足以阻断信号。</translation>
    </message>
    <message>
        <source>Most died by step {since}: the initial weights, of scale {init_scale}, made the first outputs err by {error} times as much as a constant guess, and so the first steps long.</source>
        <translation>到第 {since} 步为止大部分已经死亡：尺度为 {init_scale} 的初始权重使最初的输出误差达到常数猜测的 {error} 倍，所以最初的步很长。</translation>
    </message>
    <message>
        <source>{many} died because earlier layers changed their inputs.</source>
        <translation>死因是前面的层改变了它们的输入（{many}）。</translation>
    </message>
    <message>
        <source>A large step of their own weights killed {many}, at learning rate {rate}.</source>
        <translation>杀死它们的是自身权重的一大步（{many}），学习率为 {rate}。</translation>
    </message>
    <message>
        <source>Steps of their own weights killed {many}, at learning rate {rate}.</source>
        <translation>杀死它们的是自身权重的步（{many}），学习率为 {rate}。</translation>
    </message>
    <message>
        <source>most</source>
        <translation>大部分</translation>
    </message>
    <message>
        <source>{n} of {total} in {layers}</source>
        <translation>{layers}的 {n}/{total}</translation>
    </message>
    <message>
        <source>{died_while_training}, and the loss shot up to {peak} at step {step}.</source>
        <translation>{died_while_training}，损失在第 {step} 步猛增到 {peak}。</translation>
    </message>
    <message>
        <source>{text}.</source>
        <translation>{text}。</translation>
    </message>
    <message>
        <source>They died while training</source>
        <translation>它们在训练中死亡</translation>
    </message>
    <message>
        <source>{many} died while training</source>
        <translation>它们在训练中死亡（{many}）</translation>
    </message>
    <message>
        <source>backward signal, layer 1 ÷ output:</source>
        <translation>反向信号，第 1 层 ÷ 输出层：</translation>
    </message>
    <message>
        <source>signal, last hidden ÷ layer 1:</source>
        <translation>信号，最后隐藏层 ÷ 第 1 层：</translation>
    </message>
    <message>
        <source>gradient, layer 1 ÷ output:</source>
        <translation>梯度，第 1 层 ÷ 输出层：</translation>
    </message>
    <message>
        <source>gradient, layer 1 ÷ output (typical)</source>
        <translation>梯度，第 1 层 ÷ 输出层（典型值）</translation>
    </message>
    <message>
        <source>{label} ({helped})</source>
        <translation>{label}（{helped}）</translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation>{label}：{value}</translation>
    </message>
    <message>
        <source>{before}; {next}</source>
        <translation>{before}；{next}</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 到 {last}</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另外 {n}</translation>
    </message>
    <message>
        <source>layers {layers}</source>
        <translation>第 {layers} 层</translation>
    </message>
    <message>
        <source>layers {layers} and {last}</source>
        <translation>第 {layers} 和 {last} 层</translation>
    </message>
    <message>
        <source>before the settings were changed ({change}): start again from step 0 to judge the present ones.</source>
        <translation>此后设置才改动（{change}）：要评判现在的设置，请从第 0 步重新开始。</translation>
    </message>
    <message>
        <source>slopes</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>The slopes</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>The weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>the slopes</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>the weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>the normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>The gradient overflows on its way back: its factors are not finite numbers.</source>
        <translation>梯度在往回走的途中溢出：它的因子不是有限的数。</translation>
    </message>
    <message>
        <source>In layer 1 the gradient is {size}: above, {multiplied}.</source>
        <translation>第 1 层的梯度{size}：在其上方，{multiplied}。</translation>
    </message>
    <message>
        <source>In layers 1 to {last} the gradient is {size}: above, {multiplied}.</source>
        <translation>第 1 到 {last} 层的梯度{size}：在其上方，{multiplied}。</translation>
    </message>
    <message>
        <source>all slopes of layer {layer} are 0 where gradient comes</source>
        <translation>在梯度到达之处，第 {layer} 层的斜率全都为 0</translation>
    </message>
    <message>
        <source>nothing comes back through the weights of layer {layer}</source>
        <translation>没有梯度经过第 {layer} 层的权重回来</translation>
    </message>
    <message>
        <source>No gradient reaches layer 1: {reason}.</source>
        <translation>没有梯度到达第 1 层：{reason}。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s gradient: {multiplied}.</source>
        <translation>第 1 层得到输出层梯度的 {ratio}：{multiplied}。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: {multiplied}.</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍：{multiplied}。</translation>
    </message>
    <message>
        <source>{change}: {parts}.</source>
        <translation>{change}：{parts}。</translation>
    </message>
    <message>
        <source>{change}; with {others}, {ratio} of it reaches layer 1.</source>
        <translation>{change}；连同{others}一起，有 {ratio} 到达第 1 层。</translation>
    </message>
    <message>
        <source>{change}; with {others}, {ratio} times as much reaches layer 1.</source>
        <translation>{change}；连同{others}一起，到达第 1 层的是原来的 {ratio} 倍。</translation>
    </message>
    <message>
        <source>slopes multiply it by {slopes}, weights by {weights}</source>
        <translation>斜率使它乘以 {slopes}，权重使它乘以 {weights}</translation>
    </message>
    <message>
        <source>slopes multiply it by {slopes}, weights by {weights}, normalisation by {normalisation}</source>
        <translation>斜率使它乘以 {slopes}，权重使它乘以 {weights}，归一化使它乘以 {normalisation}</translation>
    </message>
    <message>
        <source>The normalisation shrinks the gradient to {ratio}</source>
        <translation>归一化使梯度缩小到 {ratio}</translation>
    </message>
    <message>
        <source>The normalisation enlarges the gradient {ratio} times</source>
        <translation>归一化使梯度增大到 {ratio} 倍</translation>
    </message>
    <message>
        <source>The gradient overflows on its way back</source>
        <translation>梯度在往回走的途中溢出</translation>
    </message>
    <message>
        <source>The gradient overflows</source>
        <translation>梯度溢出</translation>
    </message>
    <message>
        <source>In layer 1 the gradient is below 10⁻⁴⁵</source>
        <translation>第 1 层的梯度小于 10⁻⁴⁵</translation>
    </message>
    <message>
        <source>Below 10⁻⁴⁵ in layer 1</source>
        <translation>第 1 层小于 10⁻⁴⁵</translation>
    </message>
    <message>
        <source>In layers 1 to {last} the gradient is below 10⁻⁴⁵</source>
        <translation>第 1 到 {last} 层的梯度小于 10⁻⁴⁵</translation>
    </message>
    <message>
        <source>Below 10⁻⁴⁵ in layers 1 to {last}</source>
        <translation>第 1 到 {last} 层小于 10⁻⁴⁵</translation>
    </message>
    <message>
        <source>No gradient beyond layer {layer}</source>
        <translation>梯度过不了第 {layer} 层</translation>
    </message>
    <message>
        <source>Stops at layer {layer}</source>
        <translation>止于第 {layer} 层</translation>
    </message>
    <message>
        <source>×{factor} in all</source>
        <translation>总共 ×{factor}</translation>
    </message>
    <message>
        <source>Due to both</source>
        <translation>两者都有份</translation>
    </message>
    <message>
        <source>Due to several</source>
        <translation>几者都有份</translation>
    </message>
    <message>
        <source>{head}: {parts}</source>
        <translation>{head}：{parts}</translation>
    </message>
    <message>
        <source>{factors} shrink it to {ratio}</source>
        <translation>{factors}使它缩小到 {ratio}</translation>
    </message>
    <message>
        <source>{factors} enlarge it {ratio} times</source>
        <translation>{factors}使它增大到 {ratio} 倍</translation>
    </message>
    <message>
        <source>{factors} shrinks it to {ratio}</source>
        <translation>{factors}使它缩小到 {ratio}</translation>
    </message>
    <message>
        <source>{factors} enlarges it {ratio} times</source>
        <translation>{factors}使它增大到 {ratio} 倍</translation>
    </message>
    <message>
        <source>{factors} to {ratio}</source>
        <translation>{factors}缩小到 {ratio}</translation>
    </message>
    <message>
        <source>{factors} {ratio} times</source>
        <translation>{factors}增大到 {ratio} 倍</translation>
    </message>
    <message>
        <source>{factors} ×{ratio}</source>
        <translation>{factors} ×{ratio}</translation>
    </message>
    <message>
        <source>{factors} shrink the gradient to {ratio}</source>
        <translation>{factors}使梯度缩小到 {ratio}</translation>
    </message>
    <message>
        <source>{factors} enlarge the gradient {ratio} times</source>
        <translation>{factors}使梯度增大到 {ratio} 倍</translation>
    </message>
    <message>
        <source>layer {layer}&apos;s gradient is {size}</source>
        <translation>第 {layer} 层的梯度{size}</translation>
    </message>
    <message>
        <source>in layer {layer} the gradient overflows</source>
        <translation>梯度在第 {layer} 层溢出</translation>
    </message>
    <message>
        <source>no gradient comes to layer {layer}</source>
        <translation>没有梯度来到第 {layer} 层</translation>
    </message>
    <message>
        <source>layer {layer} passes on nothing: all its slopes are 0 where gradient comes</source>
        <translation>第 {layer} 层什么也不传过去：在梯度到达之处，它的斜率全都为 0</translation>
    </message>
    <message>
        <source>layer {layer} passes on nothing: its branch is multiplied by 0, or all of it is dropped</source>
        <translation>第 {layer} 层什么也不传过去：它的支路乘以 0，或全部失活</translation>
    </message>
    <message>
        <source>slopes {slopes}, weights {weights}</source>
        <translation>斜率 {slopes}，权重 {weights}</translation>
    </message>
    <message>
        <source>normalisation {factor}</source>
        <translation>归一化 {factor}</translation>
    </message>
    <message>
        <source>layer {layer} makes the gradient {gain} times as large: {factors}</source>
        <translation>第 {layer} 层使梯度变为 {gain} 倍：{factors}</translation>
    </message>
    <message>
        <source>layer {layer} passes on {share} of the gradient: {factors}</source>
        <translation>第 {layer} 层把梯度的 {share} 传过去：{factors}</translation>
    </message>
    <message>
        <source>the network is too large to be drawn many times</source>
        <translation>网络太大，不能多次抽取</translation>
    </message>
    <message>
        <source>most networks drawn like this give their output layer no finite gradient</source>
        <translation>这样抽取的网络大多使输出层得不到有限的梯度</translation>
    </message>
    <message>
        <source>{near} at z = {side} and {far} at {side_2}</source>
        <translation>在 z = {side} 处为 {near}，在 z = {side_2} 处为 {far}</translation>
    </message>
    <message>
        <source>the slope of {activations} grows with z, {slopes}</source>
        <translation>{activations} 的斜率随 z 增长，{slopes}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>为时尚早</translation>
    </message>
    <message>
        <source>Nothing wrong so far</source>
        <translation>目前没有问题</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Nothing wrong found: no gradient is left, as nothing is left to learn</source>
        <translation>未发现问题：已没有什么可学，所以也没有梯度了</translation>
    </message>
    <message>
        <source>Nothing wrong found: gradient comes over skips, as branches begin at 0</source>
        <translation>未发现问题：支路从 0 开始，梯度经跳跃连接传来</translation>
    </message>
    <message>
        <source>Nothing wrong found: every layer gets gradient</source>
        <translation>未发现问题：每一层都得到梯度</translation>
    </message>
    <message>
        <source>Nothing wrong found: not every layer gets gradient</source>
        <translation>未发现问题：并非每一层都得到梯度</translation>
    </message>
    <message>
        <source>Only the skips pass gradient, as every branch begins with a factor of 0</source>
        <translation>只有跳跃连接传递梯度，因为每条支路都从因子 0 开始</translation>
    </message>
    <message>
        <source>Every layer gets gradient</source>
        <translation>每一层都得到梯度</translation>
    </message>
    <message>
        <source>Not every layer gets gradient</source>
        <translation>并非每一层都得到梯度</translation>
    </message>
    <message>
        <source>Nothing is wrong with the network before its first step. Press Play to train it.</source>
        <translation>网络在第一步之前没有任何问题。按“播放”来训练它。</translation>
    </message>
    <message>
        <source>The loss is {loss}, and no gradient is left.</source>
        <translation>损失为 {loss}，已没有梯度。</translation>
    </message>
    <message>
        <source>{gradient}, and the loss is {share} times that of guessing.</source>
        <translation>{gradient}，损失是猜测的损失的 {share} 倍。</translation>
    </message>
    <message>
        <source>{gradient}, and the loss is far below that of guessing.</source>
        <translation>{gradient}，损失远低于猜测的损失。</translation>
    </message>
    <message>
        <source>The loss is above that of guessing. A few more steps will tell whether it falls.</source>
        <translation>损失高于猜测的损失。再走几步就知道它是否下降。</translation>
    </message>
    <message>
        <source>{gradient}, and the loss is falling. It is not yet far below that of guessing.</source>
        <translation>{gradient}，损失正在下降。它还没有远低于猜测的损失。</translation>
    </message>
    <message>
        <source>{gradient}, and the loss is falling. It is still {share} times that of guessing.</source>
        <translation>{gradient}，损失正在下降。它仍是猜测的损失的 {share} 倍。</translation>
    </message>
    <message>
        <source>{gradient}. The loss is not yet far below that of guessing; more steps will tell.</source>
        <translation>{gradient}。损失还没有远低于猜测的损失；再走一些步才知道。</translation>
    </message>
    <message>
        <source>{gradient}. The loss is {share} times that of guessing; more steps will tell.</source>
        <translation>{gradient}。损失是猜测的损失的 {share} 倍；再走一些步才知道。</translation>
    </message>
    <message>
        <source>On the test set the loss is {test_loss}; it was {lowest} at step {step}.</source>
        <translation>测试集上的损失为 {test_loss}；在第 {step} 步时曾为 {lowest}。</translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead by the running statistics, which no batch has moved yet: they are still 0 and 1. The first batches will tell.</source>
        <comment>{n} of {total} units are dead by the running statistics, which no batch has moved yet: they are still 0 and 1. The first batches will tell.</comment>
        <translation>
            <numerusform>按滑动统计量，{total} 个单元中有 {n} 个死亡，但还没有批量移动过这些统计量：它们仍是 0 和 1。最初几个批量之后才知道。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead from the start, too few to matter (under {share}).</source>
        <comment>{n} of {total} units are dead from the start, too few to matter (under {share}).</comment>
        <translation>
            <numerusform>{total} 个单元中有 {n} 个一开始就死亡，少得无关紧要（低于 {share}）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead, too few to matter (under {share}).</source>
        <comment>{n} of {total} units are dead, too few to matter (under {share}).</comment>
        <translation>
            <numerusform>{total} 个单元中有 {n} 个死亡，少得无关紧要（低于 {share}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>present learning rate</source>
        <translation>现在的学习率</translation>
    </message>
    <message>
        <source>Of an example&apos;s nearest neighbours {share} have its class, and by chance {chance} would: the noise of {noise} mixes the classes. Only memory of single examples gets far below {least} times the loss of guessing.</source>
        <translation>一个样本的最近邻中有 {share} 与它同类，而仅凭偶然就会有 {chance}：噪声 {noise} 使各类混在一起。只有记住单个样本，损失才能远低于猜测的 {least} 倍。</translation>
    </message>
    <message>
        <source>An example&apos;s nearest neighbours tell {share} of its target&apos;s variance: the noise of {noise} hides the rest. Only memory of single examples gets far below {least} times the loss of guessing.</source>
        <translation>一个样本的最近邻只能说明其目标值方差的 {share}：其余的被噪声 {noise} 掩盖。只有记住单个样本，损失才能远低于猜测的 {least} 倍。</translation>
    </message>
    <message>
        <source>Of an example&apos;s nearest neighbours {share} have its class, and by chance {chance} would: the data are so mixed that hardly anything can be learned from them.</source>
        <translation>一个样本的最近邻中有 {share} 与它同类，而仅凭偶然就会有 {chance}：数据混杂到几乎学不到什么。</translation>
    </message>
    <message>
        <source>An example&apos;s nearest neighbours tell {share} of its target&apos;s variance: the data are so mixed that hardly anything can be learned from them.</source>
        <translation>一个样本的最近邻只能说明其目标值方差的 {share}：数据混杂到几乎学不到什么。</translation>
    </message>
    <message>
        <source>Layer {layer}&apos;s activation, or its slope, is not a finite number where the pre-activation is {z} from 0, and pre-activations lie as far.</source>
        <translation>在预激活值离 0 有 {z} 之处，第 {layer} 层的激活函数或其斜率不是有限的数，而预激活值就到了那么远。</translation>
    </message>
    <message>
        <source>The {rate}.</source>
        <translation>{rate}。</translation>
    </message>
    <message>
        <source>{rate_name}, {rate}, is {times} times the usual one of {optimizer}</source>
        <translation>{rate_name} {rate} 是 {optimizer} 通常学习率的 {times} 倍</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>less than {bound}</source>
        <translation>&lt; {bound}</translation>
    </message>
    <message>
        <source>Learning rate {usual}</source>
        <translation>学习率 {usual}</translation>
    </message>
    <message>
        <source>No schedule</source>
        <translation>不用调度</translation>
    </message>
    <message>
        <source>No momentum</source>
        <translation>不用动量</translation>
    </message>
    <message>
        <source>Momentum 0.9</source>
        <translation>动量 0.9</translation>
    </message>
    <message>
        <source>No clipping</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <source>Clip gradient at 1</source>
        <translation>梯度裁剪于 1</translation>
    </message>
    <message>
        <source>Biases start at 0</source>
        <translation>偏置从 0 开始</translation>
    </message>
    <message>
        <source>Another draw of the weights</source>
        <translation>重新抽取权重</translation>
    </message>
    <message>
        <source>{wanted} examples</source>
        <translation>{wanted} 个样本</translation>
    </message>
    <message>
        <source>Test share {fraction}</source>
        <translation>测试集比例 {fraction}</translation>
    </message>
    <message>
        <source>helped in {helped} of {tried} runs</source>
        <translation>在 {tried} 次运行中有 {helped} 次见效</translation>
    </message>
    <message>
        <source>inputs all alike</source>
        <translation>输入都一样</translation>
    </message>
    <message>
        <source>All inputs are alike</source>
        <translation>所有输入都一样</translation>
    </message>
    <message>
        <source>training examples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>different inputs</source>
        <translation>不同的输入</translation>
    </message>
    <message>
        <source>loss of guessing</source>
        <translation>猜测的损失</translation>
    </message>
    <message>
        <source>All training examples have the same inputs, so no network can tell them apart: data with other inputs help.</source>
        <translation>所有训练样本的输入都相同，所以没有网络能把它们区分开：换用输入不同的数据才有帮助。</translation>
    </message>
    <message>
        <source>targets all alike</source>
        <translation>目标值都相同</translation>
    </message>
    <message>
        <source>Nothing to tell apart</source>
        <translation>没有什么可区分</translation>
    </message>
    <message>
        <source>All training examples have the same class, so an output that ignores the inputs is right.</source>
        <translation>所有训练样本属于同一类别，所以不理会输入的输出就是对的。</translation>
    </message>
    <message>
        <source>All training examples have the same target, so an output that ignores the inputs is right.</source>
        <translation>所有训练样本的目标值相同，所以不理会输入的输出就是对的。</translation>
    </message>
    <message>
        <source>The batches are too small to normalise by</source>
        <translation>批量太小，不足以归一化</translation>
    </message>
    <message>
        <source>The running statistics mislead</source>
        <translation>滑动统计量误导人</translation>
    </message>
    <message>
        <source>The running statistics lag</source>
        <translation>滑动统计量滞后</translation>
    </message>
    <message>
        <source>batch statistics that mislead</source>
        <translation>误导的批统计量</translation>
    </message>
    <message>
        <source>loss by running statistics</source>
        <translation>按滑动统计量的损失</translation>
    </message>
    <message>
        <source>batches&apos; loss, by their own</source>
        <translation>批量的损失，按它们自己的统计量</translation>
    </message>
    <message>
        <source>dead by running statistics alone</source>
        <translation>仅按滑动统计量死亡</translation>
    </message>
    <message>
        <source>batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>By the running statistics the loss on the training set is {loss}; the batches, by their own, had {recent}.</source>
        <translation>按滑动统计量，训练集上的损失为 {loss}；各批量按自己的统计量为 {recent}。</translation>
    </message>
    <message>
        <source>By the running statistics the loss on the training set is {loss}; the batches, by their own, had {recent} on average over the last {steps} steps.</source>
        <translation>按滑动统计量，训练集上的损失为 {loss}；最近 {steps} 步中，各批量按自己的统计量平均为 {recent}。</translation>
    </message>
    <message>
        <source>{n} of {n_units} units are dead by the running statistics alone: on the latest batch, by its own, they had a slope, and so they get gradient.</source>
        <translation>{n_units} 个单元中有 {n} 个仅按滑动统计量是死的：在最近的批量上，按批量自己的统计量，它们有过斜率，所以得到梯度。</translation>
    </message>
    <message>
        <source>Mean and deviation of {n} examples are mostly chance: the same example is normalised otherwise in every batch, and otherwise again by the running statistics.</source>
        <translation>{n} 个样本的均值和标准差大半是偶然：同一个样本在每个批量中归一化的结果都不同，按滑动统计量又是另一个结果。</translation>
    </message>
    <message>
        <source>{n} of {n_units} units gave next to the same for all examples of the latest batch, as units do that are dead or nearly so. After the activation, normalisation divides by √(variance + {epsilon}): whatever such a unit says once becomes up to {epsilon_2} times as large.</source>
        <translation>{n_units} 个单元中有 {n} 个对最近批量的所有样本给出几乎相同的值，死亡或近乎死亡的单元就是这样。归一化放在激活之后，会除以 √(方差 + {epsilon})：这样的单元哪怕只有一次说话，也会被放大到 {epsilon_2} 倍之多。</translation>
    </message>
    <message>
        <source>A batch has {batch_size} examples, where 16 or more tell the statistics of all.</source>
        <translation>一个批量有 {batch_size} 个样本，而要 16 个或更多才能说明全体的统计量。</translation>
    </message>
    <message>
        <source>Each step moves the running statistics a tenth of the way to its batch&apos;s: {share} of what they began with, 0 and 1, is still in them. More steps will tell.</source>
        <translation>每一步使滑动统计量朝该批量的统计量移动十分之一：它们开始时的值（0 和 1）还剩 {share}。再走一些步才知道。</translation>
    </message>
    <message>
        <source>Each step moves the running statistics a tenth of the way to its batch&apos;s: {share} of what they began with, 0 and 1, are still in them. More steps will tell.</source>
        <translation>每一步使滑动统计量朝该批量的统计量移动十分之一：它们开始时的值（0 和 1）还剩 {share}。再走一些步才知道。</translation>
    </message>
    <message>
        <source>The running statistics are an average over the latest batches, with weights that have moved on since; the largest update ratio of a layer is {largest_update}.</source>
        <translation>滑动统计量是对最近各批量的平均，而权重此后又有了变化；各层中最大的更新/权重比为 {largest_update}。</translation>
    </message>
    <message>
        <source>a dead layer</source>
        <translation>整层死亡</translation>
    </message>
    <message numerus="yes">
        <source>{layers} is dead</source>
        <comment>{layers} are dead</comment>
        <translation>
            <numerusform>{layers}死亡</numerusform>
        </translation>
    </message>
    <message>
        <source>No unit of that layer responds to any training example, so the output is constant and no gradient gets past it.</source>
        <translation>那一层没有单元对任何训练样本有反应，所以输出恒定不变，没有梯度能越过它。</translation>
    </message>
    <message>
        <source>No unit of these layers responds to any training example, so the output is constant and no gradient gets past them.</source>
        <translation>这些层没有单元对任何训练样本有反应，所以输出恒定不变，没有梯度能越过它们。</translation>
    </message>
    <message>
        <source>On every training example the slope of all units of that layer is zero</source>
        <translation>在每个训练样本上，那一层所有单元的斜率都为零</translation>
    </message>
    <message>
        <source>On every training example the slope of all units of these layers is zero</source>
        <translation>在每个训练样本上，这些层所有单元的斜率都为零</translation>
    </message>
    <message>
        <source>{text}, {how}.</source>
        <translation>{text}，{how}。</translation>
    </message>
    <message>
        <source>{text}, so gradient gets past it over skips alone.</source>
        <translation>{text}，所以梯度只能经跳跃连接越过它。</translation>
    </message>
    <message>
        <source>{text}, so gradient gets past them over skips alone.</source>
        <translation>{text}，所以梯度只能经跳跃连接越过它们。</translation>
    </message>
    <message>
        <source>{text}, so no gradient gets past it.</source>
        <translation>{text}，所以没有梯度能越过它。</translation>
    </message>
    <message>
        <source>{text}, so no gradient gets past them.</source>
        <translation>{text}，所以没有梯度能越过它们。</translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead</source>
        <comment>{n} of {total} units are dead</comment>
        <translation>
            <numerusform>{total} 个单元中有 {n} 个死亡</numerusform>
        </translation>
    </message>
    <message>
        <source>dead in layer {layer}</source>
        <translation>第 {layer} 层的死亡单元</translation>
    </message>
    <message>
        <source>The network learns all the same.</source>
        <translation>网络仍然在学习。</translation>
    </message>
    <message>
        <source>On every training example their slope is zero, so they get no gradient.</source>
        <translation>在每个训练样本上它们的斜率都为零，所以它们得不到梯度。</translation>
    </message>
    <message>
        <source>On every training example their slope is zero, {how}.</source>
        <translation>在每个训练样本上它们的斜率都为零，{how}。</translation>
    </message>
    <message>
        <source>On every training example their slope is zero.</source>
        <translation>在每个训练样本上它们的斜率都为零。</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>Training diverged at step {step}</source>
        <translation>训练在第 {step} 步发散</translation>
    </message>
    <message>
        <source>Training cannot begin</source>
        <translation>训练无法开始</translation>
    </message>
    <message>
        <source>largest gradient norm</source>
        <translation>最大梯度范数</translation>
    </message>
    <message>
        <source>Values left the range of numbers, the loss first, so training stopped after step {step}.</source>
        <translation>数值超出了可表示的范围，最先是损失，所以训练在第 {step} 步之后停止。</translation>
    </message>
    <message>
        <source>Values left the range of numbers, layer {layer}&apos;s {quantity} first, so training stopped after step {step}.</source>
        <translation>数值超出了可表示的范围，最先是第 {layer} 层的{quantity}，所以训练在第 {step} 步之后停止。</translation>
    </message>
    <message>
        <source>The loss was {loss_at_change} at step {changed_at} already, when the settings were changed last: start again from step 0 to judge the present ones.</source>
        <translation>上一次改动设置时，即第 {changed_at} 步，损失就已经是 {loss_at_change}：要评判现在的设置，请从第 0 步重新开始。</translation>
    </message>
    <message>
        <source>It is the activation: {clause}, so every layer enlarges a large signal the more, the larger it is.</source>
        <translation>原因在激活函数：{clause}，所以信号越大，每一层就把它放大得越厉害。</translation>
    </message>
    <message>
        <source>The activation enlarges the signal from layer to layer.</source>
        <translation>激活函数使信号一层一层地增大。</translation>
    </message>
    <message>
        <source>Layer 1 got {first_ratio} times the output layer&apos;s gradient at the start: the activation&apos;s slopes enlarge it from layer to layer.</source>
        <translation>开始时第 1 层得到的梯度是输出层的 {first_ratio} 倍：激活函数的斜率使它一层一层地增大。</translation>
    </message>
    <message>
        <source>The weights were too large to begin with: the first outputs differed {amplification} times as much from example to example as the inputs.</source>
        <translation>权重一开始就太大：最初的输出在样本之间的差别是输入的 {amplification} 倍。</translation>
    </message>
    <message>
        <source>The weights were too large to begin with: they enlarged the signal on its way to the outputs.</source>
        <translation>权重一开始就太大：它们使信号在去往输出的路上增大。</translation>
    </message>
    <message>
        <source>The loss is measured by the running statistics, which no batch has moved yet: they are 0 and 1, so nothing is normalised, and values grow too large on their way through the layers.</source>
        <translation>损失是按滑动统计量测量的，而还没有批量移动过它们：它们是 0 和 1，所以什么都没有归一化，数值在穿过各层的途中变得太大。</translation>
    </message>
    <message>
        <source>Nothing in the network is large: the inputs or targets themselves are too large for its numbers.</source>
        <translation>网络中没有什么是大的：输入或目标值本身对它的数值来说太大了。</translation>
    </message>
    <message>
        <source>The loss was {loss_at_change} when the settings were changed last, at step {changed_at}; steps at learning rate {learning_rate} have led out of the range since.</source>
        <translation>上一次改动设置时，即第 {changed_at} 步，损失为 {loss_at_change}；此后学习率 {learning_rate} 的步把数值带出了可表示的范围。</translation>
    </message>
    <message>
        <source>The run began with a loss of {first_loss}; steps at learning rate {learning_rate} have led out of the range.</source>
        <translation>运行开始时损失为 {first_loss}；学习率 {learning_rate} 的步把数值带出了可表示的范围。</translation>
    </message>
    <message>
        <source>too much dropout</source>
        <translation>随机失活过强</translation>
    </message>
    <message>
        <source>Dropout leaves too little</source>
        <translation>随机失活剩得太少</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>narrowest layer</source>
        <translation>最窄的层</translation>
    </message>
    <message>
        <source>{min} units</source>
        <translation>{min} 个单元</translation>
    </message>
    <message>
        <source>batches&apos; loss, with dropout</source>
        <translation>批量的损失，带随机失活</translation>
    </message>
    <message>
        <source>loss without</source>
        <translation>不带随机失活的损失</translation>
    </message>
    <message>
        <source>With dropout {dropout} and layers of {min} units, a step drops every unit of some layer for {cut} of the examples: then the output does not depend on the input.</source>
        <translation>随机失活为 {dropout}，层只有 {min} 个单元，于是一步会让 {cut} 的样本在某一层的所有单元都失活：这时输出就不依赖输入了。</translation>
    </message>
    <message>
        <source>In each step {share} of a layer&apos;s outputs are kept, and multiplied by {a_layer}. By chance alone, which of them are kept, sums over weights of either sign get {a_layer} times the mean square a layer, {a_layer_2} times over {n} layers: what an example says is lost in it.</source>
        <translation>每一步保留一层输出的 {share}，并乘以 {a_layer}。仅仅因为保留哪些全凭偶然，由正负权重相加的和，其均方值每层就变为 {a_layer} 倍，{n} 层下来是 {a_layer_2} 倍：样本所说的内容淹没在其中。</translation>
    </message>
    <message>
        <source>A step drops {share} of the units. With those that are left the batches&apos; loss is {recent}, no better than that of guessing, {chance}; with all units the loss is {loss}.</source>
        <translation>每一步丢弃 {share} 的单元。只用剩下的单元时，批量的损失是 {recent}，不比猜测的 {chance} 好；用全部单元时，损失是 {loss}。</translation>
    </message>
    <message>
        <source>exploding gradient</source>
        <translation>梯度爆炸</translation>
    </message>
    <message>
        <source>The gradient is not finite</source>
        <translation>梯度不是有限的数</translation>
    </message>
    <message>
        <source>The gradient explodes</source>
        <translation>梯度爆炸</translation>
    </message>
    <message>
        <source>The signal explodes</source>
        <translation>信号爆炸</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍</translation>
    </message>
    <message>
        <source>With initial weights of scale {init_scale}, values leave the range of numbers.</source>
        <translation>初始权重的尺度为 {init_scale}，数值超出了可表示的范围。</translation>
    </message>
    <message>
        <source>With the present weights, values leave the range of numbers on their way through the layers.</source>
        <translation>用现在的权重，数值在穿过各层的途中超出了可表示的范围。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: the activation&apos;s slopes enlarge it on its way back.</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍：激活函数的斜率使它在往回走的途中增大。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient.</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍。</translation>
    </message>
    <message>
        <source>{factor} (the slopes)</source>
        <translation>{factor}（斜率）</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: each layer back multiplies it by about {factors}. A step that suits the last layers is far too long for the first ones.</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍：往回每过一层，它就乘以约 {factors}。适合最后几层的步，对最前面几层来说太长了。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient, as the layers enlarge it on its way back. A step that suits the last layers is far too long for the first ones.</source>
        <translation>第 1 层得到的梯度是输出层的 {ratio} 倍，因为各层使它在往回走的途中增大。适合最后几层的步，对最前面几层来说太长了。</translation>
    </message>
    <message>
        <source>the slopes of the activation enlarge the signal more than the initial weights</source>
        <translation>激活函数的斜率使信号增大得比初始权重更多</translation>
    </message>
    <message>
        <source>{far_off}: {why}.</source>
        <translation>{far_off}：{why}。</translation>
    </message>
    <message>
        <source>The initial weights are too large.</source>
        <translation>初始权重太大。</translation>
    </message>
    <message>
        <source>A step changes a layer&apos;s weights by {step} of their size, which is too much.</source>
        <translation>一步使一层的权重改变自身大小的 {step}，这太多了。</translation>
    </message>
    <message>
        <source>The outputs err by {error} times as much as a constant guess: at the start they differed {amplification} times as much from example to example as the inputs</source>
        <translation>输出的误差是常数猜测的 {error} 倍，开始时它们在样本之间的差别是输入的 {amplification} 倍</translation>
    </message>
    <message>
        <source>The inputs are too large</source>
        <translation>输入太大</translation>
    </message>
    <message>
        <source>Some inputs are far too large</source>
        <translation>有些输入过大</translation>
    </message>
    <message>
        <source>The inputs are too small</source>
        <translation>输入太小</translation>
    </message>
    <message>
        <source>The inputs are of very different scales</source>
        <translation>各个输入的尺度相差悬殊</translation>
    </message>
    <message>
        <source>inputs on a wrong scale</source>
        <translation>输入尺度不当</translation>
    </message>
    <message>
        <source>input {column}, mean</source>
        <translation>输入 {column}，均值</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>highest loss of a batch</source>
        <translation>一个批量的最高损失</translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and there the slope of layer 1&apos;s units is next to 0, with a slope factor of {slope}: they hardly respond to a step of their weights.</source>
        <translation>输入 {column} 为 {column_2}，而通常约为 0 ± 1。这样的输入之和也一样大，在那里第 1 层单元的斜率接近 0，斜率因子为 {slope}：它们对自己权重的一步几乎没有反应。</translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual, and half of its values lie from {quartiles} to {quartiles_2}. Standardised, these would be all but equal: take its logarithm in the file, or leave out the rows with the largest values.</source>
        <translation>输入 {column} 为 {column_2}，而通常约为 0 ± 1，并且它的一半取值落在 {quartiles} 到 {quartiles_2} 之间。标准化之后这些值会几乎相等：请在文件中取它的对数，或去掉取值最大的那些行。</translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and so is the gradient of the first weights: a usual step is too long for them.</source>
        <translation>输入 {column} 为 {column_2}，而通常约为 0 ± 1。这样的输入之和也一样大，第 1 层权重的梯度也一样大：寻常的一步对它们来说太长了。</translation>
    </message>
    <message>
        <source>The largest input, {column}, is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as small, and so is the gradient of the first weights: a usual step is too short for them.</source>
        <translation>最大的输入 {column} 为 {column_2}，而通常约为 0 ± 1。这样的输入之和也一样小，第 1 层权重的梯度也一样小：寻常的一步对它们来说太短了。</translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, and another varies less than a hundredth of that. The sums tell little of it, and its weights get as little gradient.</source>
        <translation>输入 {column} 为 {column_2}，而另一个输入的变化不到它的百分之一。加权和几乎反映不出后者，它的权重得到的梯度也一样少。</translation>
    </message>
    <message>
        <source>not learning</source>
        <translation>没有学习</translation>
    </message>
    <message>
        <source>update ratio</source>
        <translation>更新/权重比</translation>
    </message>
    <message>
        <source>The loss is no better than guessing&apos;s</source>
        <translation>损失不比猜测的好</translation>
    </message>
    <message>
        <source>What was learned is lost</source>
        <translation>学到的东西丢失了</translation>
    </message>
    <message>
        <source>Nothing is learned yet</source>
        <translation>还什么都没有学到</translation>
    </message>
    <message>
        <source>lowest loss</source>
        <translation>最低损失</translation>
    </message>
    <message>
        <source>{lowest} at step {lowest_2}</source>
        <translation>{lowest}，在第 {lowest_2} 步</translation>
    </message>
    <message>
        <source>Yet {right} are right, where {most} are of the most frequent class.</source>
        <translation>不过有 {right} 是对的，而最常见的类别占 {most}。</translation>
    </message>
    <message>
        <source>After {step} steps the loss is {loss}; guessing has {chance}.</source>
        <translation>{step} 步之后损失为 {loss}；猜测的损失为 {chance}。</translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}, and had come down to {since} at step {since_2}: later steps have led away.</source>
        <translation>损失到第 {step} 步曾猛增到 {peak}，到第 {since_2} 步降到了 {since}：后来的步又走偏了。</translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}: the steps were too long.</source>
        <translation>损失到第 {step} 步曾猛增到 {peak}：步太长了。</translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}, {before}</source>
        <translation>损失到第 {step} 步曾猛增到 {peak}，{before}</translation>
    </message>
    <message>
        <source>But it falls: {steps} steps ago it was {loss}. More steps, or longer ones, may do.</source>
        <translation>但它在下降：{steps} 步之前是 {loss}。再走一些步，或走更长的步，也许就行。</translation>
    </message>
    <message>
        <source>Without an activation the whole network is one linear map, which may not be able to do better.</source>
        <translation>没有激活函数，整个网络就是一个线性映射，可能做不到更好。</translation>
    </message>
    <message>
        <source>The median slope factor was {start} at the start and is {now}</source>
        <translation>斜率因子的中位数开始时为 {start}，现在为 {now}</translation>
    </message>
    <message>
        <source>{smaller}: steps moved the units where they hardly respond, {before}</source>
        <translation>{smaller}：步把单元移到了它们几乎没有反应的地方，{before}</translation>
    </message>
    <message>
        <source>{smaller}: steps have moved the units where they hardly respond.</source>
        <translation>{smaller}：步把单元移到了它们几乎没有反应的地方。</translation>
    </message>
    <message>
        <source>In most batches no gradient arrives at layer 1.</source>
        <translation>在大多数批量中，没有梯度到达第 1 层。</translation>
    </message>
    <message>
        <source>No gradient arrives at layer 1.</source>
        <translation>没有梯度到达第 1 层。</translation>
    </message>
    <message>
        <source>Hardly any gradient arrives: layer 1&apos;s norm is less than float32 can hold.</source>
        <translation>几乎没有梯度到达：第 1 层的范数小于 float32 能表示的数。</translation>
    </message>
    <message>
        <source>Hardly any gradient arrives: layer 1&apos;s norm is {size}.</source>
        <translation>几乎没有梯度到达：第 1 层的范数为 {size}。</translation>
    </message>
    <message>
        <source>Layer 1&apos;s backward signal was {start_backward_ratio} of the output layer&apos;s at the start and is {now}: steps have changed the network so.</source>
        <translation>第 1 层的反向信号，开始时是输出层的 {start_backward_ratio}，现在是 {now}：步使网络变成了这样。</translation>
    </message>
    <message>
        <source>The loss had been {lowest} at step {lowest_2}: later steps have led away.</source>
        <translation>损失在第 {lowest_2} 步曾为 {lowest}：后来的步走偏了。</translation>
    </message>
    <message>
        <source>The loss had been {lowest} at step {lowest_2}, before the latest change of settings.</source>
        <translation>损失在第 {lowest_2} 步曾为 {lowest}，那是在上一次改动设置之前。</translation>
    </message>
    <message>
        <source>Layer 1 gets only {backward_ratio} of the output layer&apos;s backward signal.</source>
        <translation>第 1 层只得到输出层反向信号的 {backward_ratio}。</translation>
    </message>
    <message>
        <source>Little of the gradient arrives: layer 1&apos;s norm is {first_norm}.</source>
        <translation>到达的梯度很少：第 1 层的范数为 {first_norm}。</translation>
    </message>
    <message>
        <source>{weak_at_start}: the initial weights hardly let it through.</source>
        <translation>{weak_at_start}：初始权重几乎不让它通过。</translation>
    </message>
    <message>
        <source>At the start the examples&apos; differences shrank to {forward} on their way to the last hidden layer</source>
        <translation>开始时，样本之间的差别在去往最后一个隐藏层的路上缩小到 {forward}</translation>
    </message>
    <message>
        <source>At the start layer 1 got {min} of what the output layer got</source>
        <translation>开始时，第 1 层得到的是输出层所得的 {min}</translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {first_norm}, but the steps are too short to have led far.</source>
        <translation>第 1 层的梯度范数为 {first_norm}，但步太短，没有走出多远。</translation>
    </message>
    <message>
        <source>The outputs are {error} times as far off as a constant guess, and were {error_2} times at the start: the initial weights make them large.</source>
        <translation>输出的误差是常数猜测的 {error} 倍，开始时是 {error_2} 倍：初始权重使输出很大。</translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}, but the outputs are {error} times as far off as a constant guess.</source>
        <translation>第 1 层的梯度范数为 {norm}，但输出的误差是常数猜测的 {error} 倍。</translation>
    </message>
    <message>
        <source>it may be a plateau that takes longer</source>
        <translation>这也许是一个需要更久的平台</translation>
    </message>
    <message>
        <source>it may be a plateau that takes longer, or so few units that they can do no better</source>
        <translation>这也许是一个需要更久的平台，或者单元太少，做不到更好</translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}: {may_be}.</source>
        <translation>第 1 层的梯度范数为 {norm}：{may_be}。</translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}: {may_be}, or data with nothing to learn in it.</source>
        <translation>第 1 层的梯度范数为 {norm}：{may_be}，或者数据中没有什么可学。</translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}, and {right} are right: {may_be}, or data with nothing to learn in it.</source>
        <translation>第 1 层的梯度范数为 {norm}，有 {right} 是对的：{may_be}，或者数据中没有什么可学。</translation>
    </message>
    <message>
        <source>an odd column</source>
        <translation>异常的列</translation>
    </message>
    <message>
        <source>Look at the data</source>
        <translation>请看一看数据</translation>
    </message>
    <message>
        <source>{value} in column {column}</source>
        <translation>{column} 列中的 {value}</translation>
    </message>
    <message>
        <source>{value} in column {column} and {n} more</source>
        <translation>{column} 列中的 {value}，另有 {n} 列</translation>
    </message>
    <message>
        <source>Such values count like all others: without them the deviation of {column} would be {share} of what it is, so that the other values are all but the same to the network.</source>
        <translation>这样的值和其他值一样算数：没有它们，{column} 的标准差会是现在的 {share}，所以其他值对网络来说几乎全都相同。</translation>
    </message>
    <message>
        <source>The network gets {column} as it is: {odd_value}, where the other values are {rest_mean} ± {rest_deviation}. Such a row makes every sum and gradient as large, and a usual step too long: leave these rows out of the file, or put in the mean of the others.</source>
        <translation>网络得到的是原样的 {column}：{odd_value}，而其他值为 {rest_mean} ± {rest_deviation}。这样的一行使每个和、每个梯度也一样大，使寻常的一步太长：请从文件中去掉这些行，或填入其他值的均值。</translation>
    </message>
    <message>
        <source>The network gets {pressed} as it is: {odd_value}, where the other values have a deviation of {rest_deviation}.</source>
        <translation>网络得到的是原样的 {pressed}：{odd_value}，而其他值的标准差为 {rest_deviation}。</translation>
    </message>
    <message>
        <source>{value} in {share}</source>
        <translation>{value}，占 {share}</translation>
    </message>
    <message>
        <source>{value} once</source>
        <translation>{value}，一次</translation>
    </message>
    <message>
        <source>overfitting</source>
        <translation>过拟合</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>best test loss</source>
        <translation>最佳测试损失</translation>
    </message>
    <message>
        <source>{accuracy}, test {test_accuracy}</source>
        <translation>{accuracy}，测试 {test_accuracy}</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>过拟合</translation>
    </message>
    <message>
        <source>The loss is {loss} on the training set and {test_loss} on the test set, where it had been {best}.</source>
        <translation>损失在训练集上为 {loss}，在测试集上为 {test_loss}，而那里曾为 {best}。</translation>
    </message>
    <message>
        <source>The loss is {loss} on the training set and {test_loss} on the test set; guessing has {chance}.</source>
        <translation>损失在训练集上为 {loss}，在测试集上为 {test_loss}；猜测的损失为 {chance}。</translation>
    </message>
    <message>
        <source>{accuracy} of the training set are right, and {test_accuracy} of the test set.</source>
        <translation>训练集的 {accuracy} 是对的，测试集的 {test_accuracy} 是对的。</translation>
    </message>
    <message>
        <source>{saturated} of a layer&apos;s values are saturated, and its slopes were small at the start already: with weights so large, a small difference of the inputs can switch units over.</source>
        <translation>一层的值有 {saturated} 饱和，而它的斜率一开始就已经很小：权重这么大，输入的微小差别就会使单元翻转。</translation>
    </message>
    <message>
        <source>{weights} weights for {examples} examples: they can fit what only the training set has.</source>
        <translation>{weights} 个权重对 {examples} 个样本：它们能拟合只有训练集才有的东西。</translation>
    </message>
    <message>
        <source>{weights} weights can remember {examples} examples one by one.</source>
        <translation>{weights} 个权重能把 {examples} 个样本逐个记住。</translation>
    </message>
    <message>
        <source>The network of {n_weights} weights fits what only the training set has.</source>
        <translation>有 {n_weights} 个权重的网络拟合了只有训练集才有的东西。</translation>
    </message>
    <message>
        <source>the loss stands still</source>
        <translation>损失停滞</translation>
    </message>
    <message>
        <source>The loss hardly falls</source>
        <translation>损失几乎不下降</translation>
    </message>
    <message>
        <source>The loss stands still</source>
        <translation>损失停滞不动</translation>
    </message>
    <message>
        <source>loss half the run ago</source>
        <translation>半程前的损失</translation>
    </message>
    <message>
        <source>The batches&apos; losses hardly fall</source>
        <translation>各批的损失几乎不下降</translation>
    </message>
    <message>
        <source>The loss is {loss} times that of guessing, and hardly lower, if at all, than {loss_half_the_run_ago} steps ago.</source>
        <translation>损失是猜测的损失的 {loss} 倍，与 {loss_half_the_run_ago} 步之前相比几乎没有降低。</translation>
    </message>
    <message>
        <source>{then_and_now}: at this pace it takes many times the steps so far to be half of it.</source>
        <translation>{then_and_now}：照这个速度，要走到目前为止的步数的许多倍，它才会减半。</translation>
    </message>
    <message>
        <source>{then_and_now}, but the batches&apos; losses, which go up and down, hardly show it.</source>
        <translation>{then_and_now}，但批量的损失忽上忽下，几乎看不出来。</translation>
    </message>
    <message>
        <source>The loss is {now} times that of guessing. It was {then} times that {steps} steps ago</source>
        <translation>损失是猜测的损失的 {now} 倍。{steps} 步之前是 {then} 倍</translation>
    </message>
    <message>
        <source>Without an activation the whole network is one linear map.</source>
        <translation>没有激活函数，整个网络就是一个线性映射。</translation>
    </message>
    <message>
        <source>A step typically changes a layer&apos;s weights by {usual} of their size, where about 0.001 is usual: too much to settle in a minimum.</source>
        <translation>一步通常使一层的权重改变自身大小的 {usual}，而寻常约为 0.001：这太多了，无法在极小值处安定下来。</translation>
    </message>
    <message>
        <source>No layer&apos;s gradient norm is above {largest_norm}: the weights are in a local minimum or on a plateau, {unless}.</source>
        <translation>没有哪一层的梯度范数超过 {largest_norm}：权重处在局部极小值或平台上，{unless}。</translation>
    </message>
    <message>
        <source>The batches&apos; gradients, of norm {largest_norm}, lead downhill only slowly, as on a plateau, {unless}.</source>
        <translation>批量的梯度（范数 {largest_norm}）只是缓慢地往下走，像在平台上一样，{unless}。</translation>
    </message>
    <message>
        <source>The batches&apos; gradients, of norm {largest_norm}, hardly lead downhill: a plateau or a local minimum, {unless}.</source>
        <translation>批量的梯度（范数 {largest_norm}）几乎不往下走：这是平台或局部极小值，{unless}。</translation>
    </message>
    <message>
        <source>unless the data, or so few units, allow no more</source>
        <translation>除非数据或这么少的单元只能做到这样</translation>
    </message>
    <message>
        <source>unless the data allow no more</source>
        <translation>除非数据只能做到这样</translation>
    </message>
    <message>
        <source>learning rate too large</source>
        <translation>学习率过大</translation>
    </message>
    <message>
        <source>Learning rate too large</source>
        <translation>学习率太大</translation>
    </message>
    <message>
        <source>Learning rate was too large</source>
        <translation>学习率曾经太大</translation>
    </message>
    <message>
        <source>{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing. It was {loss_at_change} already {before}</source>
        <translation>{on_average}，高于开始时的 {first_loss} 和猜测的 {chance_loss}。当时它已经是 {loss_at_change}，{before}</translation>
    </message>
    <message>
        <source>{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing.</source>
        <translation>{on_average}，高于开始时的 {first_loss} 和猜测的 {chance_loss}。</translation>
    </message>
    <message>
        <source>The steps have led uphill: they were so long that they overshot.</source>
        <translation>步往上坡走了：它们太长，越过了头。</translation>
    </message>
    <message>
        <source>The steps lead uphill: they are so long that they overshoot.</source>
        <translation>步在往上坡走：它们太长，越过了头。</translation>
    </message>
    <message>
        <source>The batches&apos; loss was {recent_loss} on average over the last {recent_steps} steps</source>
        <translation>最近 {recent_steps} 步中，批量的损失平均为 {recent_loss}</translation>
    </message>
    <message>
        <source>{accuracy} are right, but the loss is {loss}, as guessing has {chance}: the few wrong outputs are far off. Steps have made the outputs so large, with a loss of {peak} at step {step}.</source>
        <translation>有 {accuracy} 是对的，但损失为 {loss}，而猜测的损失为 {chance}：少数错误的输出偏得很远。是步使输出变得这么大，损失在第 {step} 步达到 {peak}。</translation>
    </message>
    <message>
        <source>learning rate too small</source>
        <translation>学习率过小</translation>
    </message>
    <message>
        <source>The steps are too short</source>
        <translation>步太短</translation>
    </message>
    <message>
        <source>Learning rate too small</source>
        <translation>学习率太小</translation>
    </message>
    <message>
        <source>A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest gradient norm is {largest_norm}, and the gradient is clipped at {clip_norm}.</source>
        <translation>一步使权重改变自身大小的 {update_ratio}，而寻常约为 0.001。最大梯度范数为 {largest_norm}，而梯度在 {clip_norm} 处被裁剪。</translation>
    </message>
    <message>
        <source>The schedule has also lowered the learning rate, from {before} to {now}.</source>
        <translation>调度也降低了学习率，从 {before} 降到 {now}。</translation>
    </message>
    <message>
        <source>A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest gradient norm is {largest_norm}, but the {rate}.</source>
        <translation>一步使权重改变自身大小的 {update_ratio}，而寻常约为 0.001。最大梯度范数为 {largest_norm}，但{rate}。</translation>
    </message>
    <message>
        <source>saturated units</source>
        <translation>单元饱和</translation>
    </message>
    <message numerus="yes">
        <source>{layers} saturates</source>
        <comment>{layers} saturate</comment>
        <translation>
            <numerusform>{layers}饱和</numerusform>
        </translation>
    </message>
    <message>
        <source>saturated in layer {worst}</source>
        <translation>第 {worst} 层的饱和比例</translation>
    </message>
    <message>
        <source>Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum. The network learns all the same.</source>
        <translation>那里的大多数预激活值离零很远，斜率小于其最大值的 5 %。网络仍然在学习。</translation>
    </message>
    <message>
        <source>Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum.</source>
        <translation>那里的大多数预激活值离零很远，斜率小于其最大值的 5 %。</translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}: the inputs, {input_size} in their RMS where 1 is usual, are too large.</source>
        <translation>开始时斜率因子的中位数为 {start_slope}：输入的 RMS 为 {input_size}（通常为 1），太大了。</translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}. {why}</source>
        <translation>开始时斜率因子的中位数为 {start_slope}。{why}</translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}: the initial weights are too large.</source>
        <translation>开始时斜率因子的中位数为 {start_slope}：初始权重太大。</translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}, with biases at {bias_init} and weights of scale {init_scale}.</source>
        <translation>开始时斜率因子的中位数为 {start_slope}，偏置为 {bias_init}，权重的尺度为 {init_scale}。</translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start and is {slope}: steps pushed the units there {before}</source>
        <translation>斜率因子的中位数开始时为 {start_slope}，现在为 {slope}：是步把单元推到那里的，{before}</translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start and is {slope}: steps have pushed the units there.</source>
        <translation>斜率因子的中位数开始时为 {start_slope}，现在为 {slope}：是步把单元推到那里的。</translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start, with biases at {bias_init}, and is {slope}.</source>
        <translation>斜率因子的中位数开始时为 {start_slope}，偏置为 {bias_init}，现在为 {slope}。</translation>
    </message>
    <message>
        <source>The weight decay makes the weights grow</source>
        <translation>权重衰减使权重增大</translation>
    </message>
    <message>
        <source>The weight decay shrinks the weights</source>
        <translation>权重衰减使权重缩小</translation>
    </message>
    <message>
        <source>The weight decay holds the weights back</source>
        <translation>权重衰减拖住了权重</translation>
    </message>
    <message>
        <source>too much weight decay</source>
        <translation>权重衰减过大</translation>
    </message>
    <message>
        <source>The weight decay wipes out the weights</source>
        <translation>权重衰减使权重归零</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>layer 1&apos;s signal, now/start</source>
        <translation>第 1 层的信号，现在/开始时</translation>
    </message>
    <message>
        <source>So the weights change their sign and do not shrink, whatever the gradient is.</source>
        <translation>所以不管梯度如何，权重都会变号，而不会缩小。</translation>
    </message>
    <message>
        <source>What the gradient adds to a weight is lost again within a few steps.</source>
        <translation>梯度给权重加上的东西，几步之内就又丢失了。</translation>
    </message>
    <message>
        <source>layer 1&apos;s signal is {left} times that at the start</source>
        <translation>第 1 层的信号是开始时的 {left} 倍</translation>
    </message>
    <message>
        <source>layer 1&apos;s signal is gone</source>
        <translation>第 1 层的信号没有了</translation>
    </message>
    <message>
        <source>The weight decay pulls every weight towards 0 with {decay} times its size, and the gradient does not outweigh that: {what}.</source>
        <translation>权重衰减以权重大小的 {decay} 倍把每个权重拉向 0，而梯度抵不过它：{what}。</translation>
    </message>
    <message>
        <source>The gradient hardly makes up for it: layer 1&apos;s signal is {left} times that at the start, where the decay alone would leave {alone}.</source>
        <translation>梯度几乎补不回来：第 1 层的信号是开始时的 {left} 倍，而单凭衰减会剩下 {alone}。</translation>
    </message>
    <message>
        <source>The gradient hardly makes up for it: layer 1&apos;s signal is {left} times that at step {step}, where the decay alone would leave {alone}.</source>
        <translation>梯度几乎补不回来：第 1 层的信号是第 {step} 步时的 {left} 倍，而单凭衰减会剩下 {alone}。</translation>
    </message>
    <message>
        <source>The whole of the last step changed the weights by {update} of their size: most of what the gradient adds only makes up for the decay.</source>
        <translation>最近整整一步使权重改变自身大小的 {update}：梯度所加的大部分只是在补偿衰减。</translation>
    </message>
    <message>
        <source>In the last step, at a learning rate of {rate}, the weight decay of {decay} took {share} of every weight.</source>
        <translation>在最近一步中，学习率为 {rate}，大小为 {decay} 的权重衰减取走了每个权重的 {share}。</translation>
    </message>
    <message>
        <source>In each step the weight decay of {decay} takes {share} of every weight.</source>
        <translation>每一步中，大小为 {decay} 的权重衰减取走每个权重的 {share}。</translation>
    </message>
    <message>
        <source>By the decay, the last step multiplied every weight by 1 − its learning rate × weight decay, {product}.</source>
        <translation>由于衰减，最近一步使每个权重乘以 1 − 其学习率 × 权重衰减，即 {product}。</translation>
    </message>
    <message>
        <source>By the decay, each step multiplies every weight by 1 − learning rate × weight decay, {product}.</source>
        <translation>由于衰减，每一步使每个权重乘以 1 − 学习率 × 权重衰减，即 {product}。</translation>
    </message>
    <message>
        <source>last step&apos;s learning rate × weight decay</source>
        <translation>最近一步的学习率 × 权重衰减</translation>
    </message>
    <message>
        <source>learning rate × weight decay</source>
        <translation>学习率 × 权重衰减</translation>
    </message>
    <message>
        <source>equal units</source>
        <translation>单元相同</translation>
    </message>
    <message>
        <source>All units are alike</source>
        <translation>所有单元都一样</translation>
    </message>
    <message>
        <source>different units per layer</source>
        <translation>每层不同的单元</translation>
    </message>
    <message>
        <source>All weights start at 0. After {step} steps the {n} units of a layer are equal still.</source>
        <translation>所有权重从 0 开始。{step} 步之后，一层的 {n} 个单元仍然相同。</translation>
    </message>
    <message>
        <source>All weights start at 0. So the {n} units of a layer compute the same and get the same gradient, and stay equal however long they train: each layer works like a single unit.</source>
        <translation>所有权重从 0 开始。所以一层的 {n} 个单元计算出相同的结果，得到相同的梯度，不管训练多久都保持相同：每一层就像只有一个单元。</translation>
    </message>
    <message>
        <source>The {n} units of a layer have equal weights after {step} steps, so they say the same.</source>
        <translation>{step} 步之后，一层的 {n} 个单元权重相等，所以它们说的都一样。</translation>
    </message>
    <message>
        <source>The {n} units of a layer have equal weights, so they compute the same and get the same gradient. They stay equal however long they train, so each layer works like a single unit.</source>
        <translation>一层的 {n} 个单元权重相等，所以它们计算出相同的结果，得到相同的梯度。不管训练多久它们都保持相同，所以每一层就像只有一个单元。</translation>
    </message>
    <message>
        <source>The targets are too large</source>
        <translation>目标值太大</translation>
    </message>
    <message>
        <source>The targets are too small</source>
        <translation>目标值太小</translation>
    </message>
    <message>
        <source>The targets are far from 0</source>
        <translation>目标值远离 0</translation>
    </message>
    <message>
        <source>targets on a wrong scale</source>
        <translation>目标尺度不当</translation>
    </message>
    <message>
        <source>{column}, mean</source>
        <translation>{column}，均值</translation>
    </message>
    <message>
        <source>first outputs off by</source>
        <translation>最初输出的偏差</translation>
    </message>
    <message>
        <source>The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}, {times} times the targets&apos; deviation</source>
        <translation>目标值 {column} 为 {moments}，而通常约为 0 ± 1。最初的输出偏差为 {away}，是目标值标准差的 {times} 倍</translation>
    </message>
    <message>
        <source>The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}</source>
        <translation>目标值 {column} 为 {moments}，而通常约为 0 ± 1。最初的输出偏差为 {away}</translation>
    </message>
    <message>
        <source>{where}. A step of {optimizer} moves a weight by about the learning rate, however large the gradient is: it takes many to bring the outputs there.</source>
        <translation>{where}。不管梯度多大，{optimizer} 的一步使权重移动约一个学习率的大小：要走很多步才能把输出带到那里。</translation>
    </message>
    <message>
        <source>{where}: every gradient is as large, and a usual step is too long.</source>
        <translation>{where}：每个梯度也一样大，寻常的一步就太长。</translation>
    </message>
    <message>
        <source>{where}: what tells the targets apart adds next to nothing to the gradient.</source>
        <translation>{where}：使目标值彼此有别的部分，对梯度几乎没有贡献。</translation>
    </message>
    <message>
        <source>{where}: the gradient teaches their mean first, and hardly what tells them apart.</source>
        <translation>{where}：梯度首先教的是它们的均值，几乎不教它们彼此的区别。</translation>
    </message>
    <message>
        <source>The training set lacks a class</source>
        <translation>训练集缺少一个类别</translation>
    </message>
    <message>
        <source>Too few test examples</source>
        <translation>测试样本太少</translation>
    </message>
    <message>
        <source>The test set lacks a class</source>
        <translation>测试集缺少一个类别</translation>
    </message>
    <message>
        <source>unfit test set</source>
        <translation>测试集不合适</translation>
    </message>
    <message>
        <source>test examples</source>
        <translation>测试样本</translation>
    </message>
    <message>
        <source>Class {names} has no example among the {n_train_x} of the training set, so the network cannot learn it; the {n_test_x} of the test set are asked for it all the same.</source>
        <translation>训练集的 {n_train_x} 个样本中没有类别 {names} 的样本，所以网络学不到它；而测试集的 {n_test_x} 个样本照样要问它。</translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} examples is set aside, and the network never sees what they alone could teach. The test loss is theirs, and says little about others.</source>
        <comment>{n} of {total} examples are set aside, and the network never sees what they alone could teach. The test loss is theirs, and says little about others.</comment>
        <translation>
            <numerusform>{total} 个样本中有 {n} 个被留出，只有它们才能教的东西，网络永远看不到。测试损失只是它们的，对其他样本说明不了什么。</numerusform>
        </translation>
    </message>
    <message>
        <source>Class {name} has no example among the {n_test} of the test set: the test accuracy says nothing about it.</source>
        <translation>测试集的 {n_test} 个样本中没有类别 {name} 的样本：测试准确率对它什么也没有说。</translation>
    </message>
    <message>
        <source>Class {name} has no example among the {n_test} of the test set, like {more} more: the test accuracy says nothing about it.</source>
        <translation>测试集的 {n_test} 个样本中没有类别 {name} 的样本，另有 {more} 个类别也是这样：测试准确率对它们什么也没有说。</translation>
    </message>
    <message>
        <source>below float32</source>
        <translation>小于 float32</translation>
    </message>
    <message>
        <source>The gradient vanishes</source>
        <translation>梯度消失</translation>
    </message>
    <message>
        <source>The backward signal vanishes</source>
        <translation>反向信号消失</translation>
    </message>
    <message>
        <source>The signal vanishes</source>
        <translation>信号消失</translation>
    </message>
    <message>
        <source>vanishing gradient</source>
        <translation>梯度消失</translation>
    </message>
    <message>
        <source>backward signal, layer 1 ÷ output</source>
        <translation>反向信号，第 1 层 ÷ 输出层</translation>
    </message>
    <message>
        <source>signal, last hidden ÷ layer 1</source>
        <translation>信号，最后隐藏层 ÷ 第 1 层</translation>
    </message>
    <message>
        <source>layer 1&apos;s norm</source>
        <translation>第 1 层的范数</translation>
    </message>
    <message>
        <source>Layer 1 gets {share} of the gradient</source>
        <translation>第 1 层得到梯度的 {share}</translation>
    </message>
    <message>
        <source>Layer 1 gets {backward_ratio} of the backward signal</source>
        <translation>第 1 层得到反向信号的 {backward_ratio}</translation>
    </message>
    <message>
        <source>The last hidden layer gets {forward_ratio} of layer 1&apos;s signal</source>
        <translation>最后一个隐藏层得到第 1 层信号的 {forward_ratio}</translation>
    </message>
    <message>
        <source>No layer&apos;s weights get any gradient</source>
        <translation>没有哪一层的权重得到梯度</translation>
    </message>
    <message>
        <source>Layer 1 gets {gets} of the output layer&apos;s gradient.</source>
        <translation>第 1 层得到输出层梯度的 {gets}。</translation>
    </message>
    <message>
        <source>No layer&apos;s weights get any gradient, and no backward signal comes to layer 1.</source>
        <translation>没有哪一层的权重得到梯度，也没有反向信号来到第 1 层。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s backward signal.</source>
        <translation>第 1 层得到输出层反向信号的 {ratio}。</translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s backward signal, but {weight} of its weight gradient, which is the product of both signals.</source>
        <translation>第 1 层得到输出层反向信号的 {ratio}，却得到其权重梯度的 {weight}，因为权重梯度是两种信号的乘积。</translation>
    </message>
    <message>
        <source>From layer 1 to the last hidden layer the examples&apos; differences shrink to {forward_ratio}.</source>
        <translation>从第 1 层到最后一个隐藏层，样本之间的差别缩小到 {forward_ratio}。</translation>
    </message>
    <message>
        <source>{slope} (the slope of {names}, never above {largest})</source>
        <translation>{slope}（{names} 的斜率，从不超过 {largest}）</translation>
    </message>
    <message>
        <source>{slope} (the slope of {names})</source>
        <translation>{slope}（{names} 的斜率）</translation>
    </message>
    <message>
        <source>Each layer back multiplies the gradient by about {factors}</source>
        <translation>往回每过一层，梯度就乘以约 {factors}</translation>
    </message>
    <message>
        <source>Layer 1 multiplies it by a slope factor of {slopes}, for its units saturate: the inputs, {input_size} in their RMS where 1 is usual, are too large.</source>
        <translation>第 1 层使它乘以斜率因子 {slopes}，因为它的单元饱和了：输入的 RMS 为 {input_size}（通常为 1），太大了。</translation>
    </message>
    <message>
        <source>The slope of {names}, {start_slope} at the median at the start, is {slope} now</source>
        <translation>{names} 的斜率，中位数开始时为 {start_slope}，现在为 {slope}</translation>
    </message>
    <message>
        <source>{smaller}: steps pushed the units where it is small, {before}</source>
        <translation>{smaller}：步把单元推到了斜率很小的地方，{before}</translation>
    </message>
    <message>
        <source>{smaller}: steps have pushed the units where it is small.</source>
        <translation>{smaller}：步把单元推到了斜率很小的地方。</translation>
    </message>
    <message>
        <source>That is the work of the weight decay of {decay}: layer 1&apos;s signal was {signal} at the start and is {now}.</source>
        <translation>这是大小为 {decay} 的权重衰减造成的：第 1 层的信号开始时为 {signal}，现在为 {now}。</translation>
    </message>
    <message>
        <source>That is the work of the weight decay of {decay}: layer 1&apos;s signal was {signal} at the start and nothing is left of it.</source>
        <translation>这是大小为 {decay} 的权重衰减造成的：第 1 层的信号开始时为 {signal}，现在一点不剩。</translation>
    </message>
    <message>
        <source>Layer 1&apos;s backward signal was {start_backward_ratio} of the output layer&apos;s at the start and is {now}: long steps have changed the network so.</source>
        <translation>第 1 层的反向信号，开始时是输出层的 {start_backward_ratio}，现在是 {now}：长的步使网络变成了这样。</translation>
    </message>
    <message>
        <source>{factors}. At the start a layer passed on {start_gain} of it at the median, though the size of the initial weights suits the activation: in narrow layers the draw of the weights decides.</source>
        <translation>{factors}。开始时一层传过去的中位数为 {start_gain}，尽管初始权重的大小适合这个激活函数：在窄层中，权重的抽取说了算。</translation>
    </message>
    <message>
        <source>{factors}; the small initial weights let a layer pass on {passed} of it at the start.</source>
        <translation>{factors}；开始时，很小的初始权重使一层只传过去 {passed}。</translation>
    </message>
    <message>
        <source>{factors}; the small initial weights let a layer pass on nothing of it at the start.</source>
        <translation>{factors}；开始时，很小的初始权重使一层什么也传不过去。</translation>
    </message>
    <message>
        <source>The biases start at {bias_init}, where the slope of {names} is at most {at_biases}: what the inputs add to them hardly changes an output.</source>
        <translation>偏置从 {bias_init} 开始，在那里 {names} 的斜率至多为 {at_biases}：输入加在偏置上的部分几乎不改变输出。</translation>
    </message>
    <message>
        <source>On its way it becomes smaller than float32 can hold.</source>
        <translation>它在途中变得比 float32 能表示的还小。</translation>
    </message>
    <message>
        <source>target {i}</source>
        <translation>目标 {i}</translation>
    </message>
    <message>
        <source>Layer {layer} does most of that: its slope factor was {before} at the start and is {now}. Steps have pushed its units where the slope of {name} is small.</source>
        <translation>其中大部分出在第 {layer} 层：它的斜率因子开始时是 {before}，现在是 {now}。步把它的单元推到了 {name} 的斜率很小的地方。</translation>
    </message>
    <message>
        <source>The first outputs erred by {error} times as much as a constant guess, and differed {amplification} times as much from example to example as the inputs: the initial weights are too large.</source>
        <translation>最初的输出误差是常数猜测的 {error} 倍，在样本之间的差别是输入的 {amplification} 倍：初始权重太大。</translation>
    </message>
    <message>
        <source>now too small for float32</source>
        <translation>小到 float32 无法表示的数</translation>
    </message>
    <message>
        <source>Batch normalisation makes −1 and 1 of any two examples, however much their sums differ: hardly any gradient comes back through that.</source>
        <translation>批归一化把任意两个样本变成 −1 和 1，不管它们的和相差多少：几乎没有梯度经过它回来。</translation>
    </message>
    <message>
        <source>the branch&apos;s factor</source>
        <translation>支路的因子</translation>
    </message>
    <message>
        <source>{factor} (the weights and skips)</source>
        <translation>{factor}（权重和跳跃连接）</translation>
    </message>
    <message>
        <source>{factor} (the weights)</source>
        <translation>{factor}（权重）</translation>
    </message>
    <message>
        <source>{factor} ({name})</source>
        <translation>{factor}（{name}）</translation>
    </message>
    <message>
        <source>the examples&apos; differences</source>
        <translation>样本之间的差别</translation>
    </message>
    <message>
        <source>the gradient on its way back</source>
        <translation>往回走的梯度</translation>
    </message>
    <message>
        <source>The skips do it: each adds its branch, unscaled, to what it carries, and {n_blocks} of them made {what} {grown} times as large at the start, {each} times a block.</source>
        <translation>原因在跳跃连接：每一个都把未缩放的支路加到它所传递的东西上，{n_blocks} 个这样的块使{what}在开始时变为 {grown} 倍，每块 {each} 倍。</translation>
    </message>
    <message>
        <source>the weights are given, not drawn</source>
        <translation>权重是给定的，不是抽取的</translation>
    </message>
    <message>
        <source>no gradient was measured at step 0</source>
        <translation>第 0 步没有测量梯度</translation>
    </message>
    <message>
        <source>the output layer&apos;s own gradient is 0 at step 0</source>
        <translation>输出层自己的梯度在第 0 步为 0</translation>
    </message>
    <message>
        <source>the output layer&apos;s own gradient is not finite at step 0</source>
        <translation>输出层自己的梯度在第 0 步不是有限的数</translation>
    </message>
    <message>
        <source>{initializer} does not draw all weights from one distribution of mean 0</source>
        <translation>{initializer} 不是从一个均值为 0 的分布中抽取所有权重</translation>
    </message>
    <message>
        <source>all weights start at 0</source>
        <translation>所有权重从 0 开始</translation>
    </message>
    <message>
        <source>the activation lets no gradient through: its slope is zero</source>
        <translation>激活函数不让任何梯度通过：它的斜率为零</translation>
    </message>
    <message>
        <source>its values leave the range of numbers</source>
        <translation>它的数值超出了可表示的范围</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Three layers of 32 GELUs, He&apos;s initializer and Adam at {rate}, on the same data, standardised: without normalisation, skips, dropout, weight decay, clipping or a schedule.</source>
        <translation>三层，每层 32 个 GELU 单元，He 初始化，Adam 的学习率为 {rate}；数据不变，但经过标准化；没有归一化、跳跃连接、随机失活、权重衰减、裁剪和学习率调度。</translation>
    </message>
    <message>
        <source>Batches have {n} examples instead of {few}.</source>
        <translation>每批 {n} 个样本，而不是 {few} 个。</translation>
    </message>
    <message>
        <source>Plain network</source>
        <translation>朴素网络</translation>
    </message>
    <message>
        <source>The noise is {little_noise} instead of {noise}.</source>
        <translation>噪声是 {little_noise}，而不是 {noise}。</translation>
    </message>
</context>
</TS>
