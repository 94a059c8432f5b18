<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Standardise inputs</source>
        <translation>标准化输入</translation>
    </message>
    <message>
        <source>Standardise targets</source>
        <translation>标准化目标</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{before} {next}</source>
        <translation>{before}{next}</translation>
    </message>
    <message>
        <source>{before}, {next}</source>
        <translation>{before}，{next}</translation>
    </message>
    <message>
        <source>{before}; {next}</source>
        <translation>{before}；{next}</translation>
    </message>
    <message>
        <source>{before} and {last}</source>
        <translation>{before}和{last}</translation>
    </message>
    <message>
        <source>{list}, {next}</source>
        <translation>{list}、{next}</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n}/{total}</translation>
    </message>
    <message>
        <source>The classic squashing curve: its slope is at most 0.25, so a deep stack of it lets the gradient vanish.</source>
        <translation>经典的压缩曲线：斜率至多 0.25，所以叠得深了，梯度就会消失。</translation>
    </message>
    <message>
        <source>Gives a smooth output between 0 and 1 that reads as a probability or as an open gate.</source>
        <translation>给出 0 到 1 之间的光滑输出，可以当作概率，或者当作门的开度。</translation>
    </message>
    <message>
        <source>Every layer multiplies the gradient by 0.25 or less, and outputs are never centred on 0.</source>
        <translation>每一层都给梯度乘上 0.25 或更小的数，而且输出从不以 0 为中心。</translation>
    </message>
    <message>
        <source>Centred on zero with slope 1 there, but it saturates on both sides and the gradient fades with it.</source>
        <translation>以零为中心，在那里斜率为 1；但它在两侧饱和，梯度也随之减弱。</translation>
    </message>
    <message>
        <source>Keeps outputs centred on 0, so the next layer&apos;s inputs are balanced.</source>
        <translation>使输出以 0 为中心，所以下一层的输入正负均衡。</translation>
    </message>
    <message>
        <source>Where |z| is above 3 the slope is below 0.01, and the gradient through it is all but gone.</source>
        <translation>|z| 大于 3 时斜率小于 0.01，通过它的梯度几乎不剩。</translation>
    </message>
    <message>
        <source>Slope 1 when on, so gradients pass unshrunk; slope 0 when off, so a unit off for every example is dead.</source>
        <translation>打开时斜率为 1，梯度原样通过；关闭时斜率为 0，所以对每个样本都关闭的单元就是死亡的。</translation>
    </message>
    <message>
        <source>Passes the gradient on whole wherever a unit is on, and costs almost nothing to compute.</source>
        <translation>单元打开时梯度完整地通过，而且几乎不费计算。</translation>
    </message>
    <message>
        <source>A unit pushed below zero on every example gets no gradient of its own any more: it is dead.</source>
        <translation>在每个样本上都被推到零以下的单元，自己再也得不到梯度：它死亡了。</translation>
    </message>
    <message>
        <source>ReLU with a small slope α below zero: a unit that is off still gets some gradient and can recover.</source>
        <translation>零以下带有小斜率 α 的 ReLU：关闭的单元仍得到一些梯度，还能恢复。</translation>
    </message>
    <message>
        <source>slope below zero</source>
        <translation>零以下的斜率</translation>
    </message>
    <message>
        <source>Keeps a slope everywhere (with α above 0), so no unit can be dead.</source>
        <translation>处处都有斜率（只要 α 大于 0），所以没有单元会死亡。</translation>
    </message>
    <message>
        <source>α is one more number to choose, and outputs below zero carry little of the gradient.</source>
        <translation>α 是又一个要选的数，而且零以下的输出只传递很少的梯度。</translation>
    </message>
    <message>
        <source>Leaky ReLU whose slope below zero is learned with the weights, one a layer or one a unit.</source>
        <translation>零以下的斜率与权重一起学习的 Leaky ReLU，每层一个或每个单元一个。</translation>
    </message>
    <message>
        <source>slope below zero at the start</source>
        <translation>开始时零以下的斜率</translation>
    </message>
    <message>
        <source>Lets training itself find the slope below zero instead of leaving it to a guess.</source>
        <translation>让训练自己找到零以下的斜率，不必去猜。</translation>
    </message>
    <message>
        <source>Adds parameters, and an α that is learned to be 0 brings dying back.</source>
        <translation>增加了参数；如果学到的 α 是 0，死亡又会出现。</translation>
    </message>
    <message>
        <source>Smooth below zero and levelling off at −α: outputs average nearer zero and no unit goes fully silent.</source>
        <translation>零以下光滑，趋于 −α：平均输出更接近零，没有单元会完全沉默。</translation>
    </message>
    <message>
        <source>depth below zero</source>
        <translation>零以下的深度</translation>
    </message>
    <message>
        <source>Pulls the mean output towards 0 and still has a slope just below zero.</source>
        <translation>把平均输出拉向 0，在零以下不远处仍有斜率。</translation>
    </message>
    <message>
        <source>Needs an exponential, and far below zero the slope fades away.</source>
        <translation>需要计算指数函数，而且远低于零时斜率逐渐消失。</translation>
    </message>
    <message>
        <source>ELU scaled so that, with LeCun initialization, every layer keeps mean 0 and variance 1.</source>
        <translation>经过缩放的 ELU：配合 LeCun 初始化，每一层都保持均值 0 和方差 1。</translation>
    </message>
    <message>
        <source>Lets a deep stack of plain layers keep its own scale without normalization layers.</source>
        <translation>让很深的普通层自己保持尺度，不需要归一化层。</translation>
    </message>
    <message>
        <source>The promise holds only with LeCun initialization and plain layers, and slopes reach 1.76.</source>
        <translation>这只在 LeCun 初始化和普通层下成立，而且斜率可达 1.76。</translation>
    </message>
    <message>
        <source>Weighs z by the chance that a normal variable lies below it: a smooth ReLU, the default in transformers.</source>
        <translation>用正态变量小于 z 的概率给 z 加权：一种光滑的 ReLU，Transformer 中默认使用。</translation>
    </message>
    <message>
        <source>Replaces ReLU&apos;s corner by a smooth bend, so that the gradient does not switch all at once.</source>
        <translation>用光滑的弯代替 ReLU 的拐角，所以梯度不会突然切换。</translation>
    </message>
    <message>
        <source>Costs more to compute, and far below zero the slope is as good as none.</source>
        <translation>计算量更大，而且远低于零时斜率几乎为零。</translation>
    </message>
    <message>
        <source>The fast approximation of GELU that GPT-2 and BERT were trained with.</source>
        <translation>GELU 的快速近似，GPT-2 和 BERT 就是用它训练的。</translation>
    </message>
    <message>
        <source>Gives nearly GELU where the error function is slow or missing.</source>
        <translation>在误差函数很慢或没有的地方，给出近似的 GELU。</translation>
    </message>
    <message>
        <source>Differs from the exact GELU by up to 0.0005, so trained weights do not carry over to the last digit.</source>
        <translation>与精确的 GELU 最多相差 0.0005，所以训练好的权重换过来后，结果的最后几位会不同。</translation>
    </message>
    <message>
        <source>z times its own sigmoid: smooth, dips below zero, and never has a region of zero slope.</source>
        <translation>z 乘以它自己的 sigmoid：光滑，会略低于零，没有斜率为零的区域。</translation>
    </message>
    <message>
        <source>Replaces ReLU&apos;s corner by a smooth bend with nothing but a sigmoid.</source>
        <translation>只用一个 sigmoid，就用光滑的弯代替了 ReLU 的拐角。</translation>
    </message>
    <message>
        <source>Costs an exponential, and far below zero the slope fades away.</source>
        <translation>要计算一次指数函数，而且远低于零时斜率逐渐消失。</translation>
    </message>
    <message>
        <source>A smooth cousin of SiLU with a slightly deeper dip; costs more to compute.</source>
        <translation>与 SiLU 相近的光滑函数，低谷略深；计算量更大。</translation>
    </message>
    <message>
        <source>Bends smoothly like SiLU and lets slightly more through just below zero.</source>
        <translation>像 SiLU 一样光滑地弯曲，在零以下不远处通过的略多一些。</translation>
    </message>
    <message>
        <source>Takes an exponential and two divisions for what is nearly the same curve as SiLU.</source>
        <translation>要一次指数函数和两次除法，得到的曲线却与 SiLU 几乎相同。</translation>
    </message>
    <message>
        <source>ReLU with its corner rounded off; its slope is the sigmoid, so it is never exactly zero.</source>
        <translation>把拐角磨圆的 ReLU；它的斜率就是 sigmoid，所以从不恰好为零。</translation>
    </message>
    <message>
        <source>Gives a positive output with a smooth slope everywhere, as a variance needs.</source>
        <translation>给出正的输出，处处有光滑的斜率，正是方差所需要的。</translation>
    </message>
    <message>
        <source>Outputs are never below 0, and at z = 0 only half of the gradient passes.</source>
        <translation>输出从不小于 0，而且在 z = 0 处只有一半梯度通过。</translation>
    </message>
    <message>
        <source>Like tanh, but it approaches ±1 slowly, so it saturates later.</source>
        <translation>类似 tanh，但趋近 ±1 较慢，所以饱和得更晚。</translation>
    </message>
    <message>
        <source>Saturates slowly, so units that are far out can still come back.</source>
        <translation>饱和得慢，所以走得很远的单元仍能回来。</translation>
    </message>
    <message>
        <source>Its slope falls off as soon as z leaves 0: a quarter is left at z = ±1.</source>
        <translation>z 一离开 0，斜率就下降：在 z = ±1 处只剩四分之一。</translation>
    </message>
    <message>
        <source>ReLU capped at 6 for low-precision hardware: flat on both sides, so it can die on both.</source>
        <translation>为低精度硬件把 ReLU 截在 6：两侧都平坦，所以在两侧都可能死亡。</translation>
    </message>
    <message>
        <source>Keeps outputs within 0 to 6, so that low-precision numbers can hold them.</source>
        <translation>使输出保持在 0 到 6 之间，低精度的数也能表示。</translation>
    </message>
    <message>
        <source>Has a second flat region above 6, where a unit gets no gradient either.</source>
        <translation>在 6 以上还有第二个平坦区域，单元在那里同样得不到梯度。</translation>
    </message>
    <message>
        <source>Straight lines in place of tanh: exactly flat outside ±1, where a unit gets no gradient at all.</source>
        <translation>用直线代替 tanh：在 ±1 之外完全平坦，单元在那里得不到任何梯度。</translation>
    </message>
    <message>
        <source>Gives tanh&apos;s shape without an exponential, with slope 1 all the way to ±1.</source>
        <translation>不用指数函数就得到 tanh 的形状，直到 ±1 斜率都是 1。</translation>
    </message>
    <message>
        <source>Outside ±1 the slope is exactly zero: a unit there on every example is dead.</source>
        <translation>在 ±1 之外斜率恰好为零：在每个样本上都处于那里的单元就是死亡的。</translation>
    </message>
    <message>
        <source>Straight lines in place of the sigmoid: slope only 1/6, and exactly flat outside ±3.</source>
        <translation>用直线代替 sigmoid：斜率只有 1/6，在 ±3 之外完全平坦。</translation>
    </message>
    <message>
        <source>Gives the sigmoid&apos;s shape without an exponential, for gates on small devices.</source>
        <translation>不用指数函数就得到 sigmoid 的形状，适合小型设备上的门。</translation>
    </message>
    <message>
        <source>Its slope is at most 1/6, and outside ±3 it is exactly zero.</source>
        <translation>它的斜率至多 1/6，在 ±3 之外恰好为零。</translation>
    </message>
    <message>
        <source>No activation at all: the whole network stays one linear map, whatever its depth.</source>
        <translation>完全没有激活函数：不管多深，整个网络仍是一个线性映射。</translation>
    </message>
    <message>
        <source>Shows what the layers alone do to the gradient, since it changes nothing.</source>
        <translation>它什么也不改变，所以能看出仅仅是各层对梯度做了什么。</translation>
    </message>
    <message>
        <source>However many layers there are, the network can only draw a straight boundary.</source>
        <translation>不管有多少层，网络只能画出直的分界线。</translation>
    </message>
    <message>
        <source>task change</source>
        <translation>任务的改变</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>One task from the first step to the last.</source>
        <translation>从第一步到最后一步只有一个任务。</translation>
    </message>
    <message>
        <source>Other classes</source>
        <translation>类别互换</translation>
    </message>
    <message>
        <source>What was class 1 is now called class 2, and so on: the classes change places in a random order.</source>
        <translation>原来的类别 1 现在叫类别 2，依此类推：各类别按随机顺序互换位置。</translation>
    </message>
    <message>
        <source>Random labels</source>
        <translation>随机标签</translation>
    </message>
    <message>
        <source>Every example gets the label, or the target, of another one, drawn at random: there is nothing to learn but the examples by heart.</source>
        <translation>每个样本随机得到另一个样本的标签或目标值：除了死记硬背，什么也学不到。</translation>
    </message>
    <message>
        <source>Input order</source>
        <translation>输入的顺序</translation>
    </message>
    <message>
        <source>The columns of the inputs come in another random order, as the pixels do in permuted MNIST.</source>
        <translation>输入的各列换成另一种随机顺序，就像 permuted MNIST 中的像素那样。</translation>
    </message>
    <message>
        <source>Two data sets take turns: the run&apos;s own, and one with as many inputs and outputs.</source>
        <translation>两个数据集轮流出现：本次运行自己的，以及输入和输出一样多的另一个。</translation>
    </message>
    <message>
        <source>normalization</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>residual scale</source>
        <translation>支路尺度</translation>
    </message>
    <message>
        <source>residual path</source>
        <translation>跳跃连接的方式</translation>
    </message>
    <message>
        <source>Nothing is normalised.</source>
        <translation>什么都不归一化。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批</translation>
    </message>
    <message>
        <source>Each unit gets mean 0 and deviation 1 over the batch, then a learned factor γ and shift β (Ioffe and Szegedy 2015). Once trained, running means over the batches take the batch&apos;s place.</source>
        <translation>每个单元在批量上取均值 0、标准差 1，再加上学习得来的因子 γ 和平移 β（Ioffe 和 Szegedy 2015）。训练完之后，各批量的滑动均值代替批量的统计量。</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Each example&apos;s layer gets mean 0 and deviation 1 over its units, then γ and β of each unit (Ba et al. 2016).</source>
        <translation>每个样本的一层在各单元上取均值 0、标准差 1，再加上每个单元的 γ 和 β（Ba 等 2016）。</translation>
    </message>
    <message>
        <source>weight gradient</source>
        <translation>权重梯度</translation>
    </message>
    <message>
        <source>backward signal</source>
        <translation>反向信号</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>90 % of networks drawn like this</source>
        <translation>这样抽取的网络有 90 % 在此范围内</translation>
    </message>
    <message>
        <source>{what}, step {step}</source>
        <translation>{what}，第 {step} 步</translation>
    </message>
    <message>
        <source>Gradient and signals by layer</source>
        <translation>各层的梯度和信号</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>RMS</translation>
    </message>
    <message>
        <source>mean field</source>
        <translation>平均场</translation>
    </message>
    <message>
        <source>its band: {band}</source>
        <translation>它的带：{band}</translation>
    </message>
    <message>
        <source>On one step’s batch, from the input to the output layer.</source>
        <translation>在一步的批量上测得，从输入到输出层。</translation>
    </message>
    <message>
        <source>On the whole training set, from the input to the output layer.</source>
        <translation>在整个训练集上测得，从输入到输出层。</translation>
    </message>
    <message>
        <source>The signal is how much a layer still differs from example to example, the backward signal how much the loss of an example changes with a layer. A weight’s gradient is made of the two: where both fade alike, it is the same in every layer.</source>
        <translation>信号是一层的值在样本之间还有多大差别，反向信号是一个样本的损失随一层改变多少。权重的梯度由两者构成：两者同样减弱时，它在每一层都一样。</translation>
    </message>
    <message>
        <source>This axis cannot show a value of exactly zero (layer {layers}).</source>
        <translation>这个坐标轴无法显示恰好为零的值（第 {layers} 层）。</translation>
    </message>
    <message>
        <source>backward signal, layer 1/output</source>
        <translation>反向信号，第 1 层/输出层</translation>
    </message>
    <message>
        <source>signal, last hidden layer/layer 1</source>
        <translation>信号，最后一个隐藏层/第 1 层</translation>
    </message>
    <message>
        <source>weight gradient, layer 1/output</source>
        <translation>权重梯度，第 1 层/输出层</translation>
    </message>
    <message>
        <source>the backward signal</source>
        <translation>反向信号</translation>
    </message>
    <message>
        <source>the signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>the weight gradient</source>
        <translation>权重梯度</translation>
    </message>
    <message numerus="yes">
        <source>{names} vanishes (below {limit})</source>
        <comment>{names} vanish (below {limit})</comment>
        <translation>
            <numerusform>{names}消失（低于 {limit}）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} does not</source>
        <comment>{names} do not</comment>
        <translation>
            <numerusform>{names}没有消失</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} does not vanish (none is below {limit})</source>
        <comment>{names} do not vanish (none is below {limit})</comment>
        <translation>
            <numerusform>{names}没有消失（不低于 {limit}）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} has no ratio: both layers’ values are 0</source>
        <comment>{names} have no ratio: both layers’ values are 0</comment>
        <translation>
            <numerusform>{names}没有比值：两层的值都是 0</numerusform>
        </translation>
    </message>
    <message>
        <source>Each example&apos;s layer is divided by its root mean square, then times γ of each unit (Zhang and Sennrich 2019).</source>
        <translation>每个样本的一层除以它的均方根，再乘以每个单元的 γ（Zhang 和 Sennrich 2019）。</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Before the activation, on the weighted sums.</source>
        <translation>在激活之前，作用于加权和。</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>After the activation, on its outputs.</source>
        <translation>在激活之后，作用于它的输出。</translation>
    </message>
    <message>
        <source>The branch is added as it is.</source>
        <translation>支路原样相加。</translation>
    </message>
    <message>
        <source>1/√L</source>
        <translation>1/√L</translation>
    </message>
    <message>
        <source>The branch is divided by the root of the number of blocks L, so that the sum does not grow with the depth.</source>
        <translation>支路除以块数 L 的平方根，使和不随深度增长。</translation>
    </message>
    <message>
        <source>Learned from 0</source>
        <translation>从 0 开始学习</translation>
    </message>
    <message>
        <source>Each branch has one learned factor, 0 at the start: the network begins as if its blocks were not there (De and Smith 2020).</source>
        <translation>每条支路有一个学习得来的因子，开始时为 0：网络起步时就像这些块不存在一样（De 和 Smith 2020）。</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>The skip carries the source&apos;s output unchanged; both ends need one width.</source>
        <translation>跳跃连接原样传递源的输出；两端宽度必须相同。</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Where the widths differ, a learned matrix carries the skip.</source>
        <translation>宽度不同时，由一个学习得来的矩阵传递跳跃连接。</translation>
    </message>
    <message>
        <source>batch normalisation needs a batch size of at least 2: one example has no deviation</source>
        <translation>批归一化需要批量大小至少为 2：一个样本没有标准差</translation>
    </message>
    <message>
        <source>residual = {residual} needs at least {least} hidden layers, the source and its branch, got {n}</source>
        <translation>residual = {residual} 需要至少 {least} 个隐藏层，即源和它的支路，现有 {n} 个</translation>
    </message>
    <message>
        <source>the residual connection from layer {source} to layer {last} joins {n_source} and {n_last} units: layers of different width need residual_path = projection</source>
        <translation>从第 {source} 层到第 {last} 层的残差连接两端是 {n_source} 和 {n_last} 个单元：宽度不同的层需要 residual_path = projection</translation>
    </message>
    <message>
        <source>initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>全零</translation>
    </message>
    <message>
        <source>Every weight 0: all units of a layer stay alike.</source>
        <translation>所有权重为 0：一层的所有单元永远相同。</translation>
    </message>
    <message>
        <source>Normal 0.05</source>
        <translation>正态 0.05</translation>
    </message>
    <message>
        <source>Normal with deviation 0.05, whatever the width.</source>
        <translation>标准差为 0.05 的正态分布，与宽度无关。</translation>
    </message>
    <message>
        <source>Uniform ±0.05</source>
        <translation>均匀 ±0.05</translation>
    </message>
    <message>
        <source>Uniform on ±0.05, whatever the width.</source>
        <translation>在 ±0.05 上均匀分布，与宽度无关。</translation>
    </message>
    <message>
        <source>Xavier normal</source>
        <translation>Xavier 正态</translation>
    </message>
    <message>
        <source>Variance 2/(fan_in + fan_out): keeps tanh-like signals in range (Glorot and Bengio 2010).</source>
        <translation>方差 2/(fan_in + fan_out)：使 tanh 一类函数的信号保持在合适的范围（Glorot 和 Bengio 2010）。</translation>
    </message>
    <message>
        <source>Xavier uniform</source>
        <translation>Xavier 均匀</translation>
    </message>
    <message>
        <source>Uniform with variance 2/(fan_in + fan_out) (Glorot and Bengio 2010).</source>
        <translation>方差为 2/(fan_in + fan_out) 的均匀分布（Glorot 和 Bengio 2010）。</translation>
    </message>
    <message>
        <source>He normal</source>
        <translation>He 正态</translation>
    </message>
    <message>
        <source>Variance 2/((1 + α²) fan_in): makes up for the half that ReLU switches off (He et al. 2015).</source>
        <translation>方差 2/((1 + α²) fan_in)：弥补被 ReLU 关闭的一半（何恺明等 2015）。</translation>
    </message>
    <message>
        <source>He uniform</source>
        <translation>He 均匀</translation>
    </message>
    <message>
        <source>Uniform with variance 2/((1 + α²) fan_in) (He et al. 2015).</source>
        <translation>方差为 2/((1 + α²) fan_in) 的均匀分布（何恺明等 2015）。</translation>
    </message>
    <message>
        <source>Random walk</source>
        <translation>随机游走</translation>
    </message>
    <message>
        <source>He&apos;s rule with a little more for narrow layers, whose gradients it keeps in ReLU networks (Sussillo and Abbott 2014).</source>
        <translation>He 规则，对窄层再放大一点，从而在 ReLU 网络中保持它们的梯度（Sussillo 和 Abbott 2014）。</translation>
    </message>
    <message>
        <source>LeCun normal</source>
        <translation>LeCun 正态</translation>
    </message>
    <message>
        <source>Variance 1/fan_in: keeps the variance of a linear layer (LeCun et al. 1998); the partner of SELU.</source>
        <translation>方差 1/fan_in：保持线性层的方差（LeCun 等 1998）；与 SELU 搭配使用。</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>正交</translation>
    </message>
    <message>
        <source>A random rotation: keeps lengths exactly (Saxe et al. 2014).</source>
        <translation>一个随机的旋转：精确地保持长度（Saxe 等 2014）。</translation>
    </message>
    <message>
        <source>PyTorch default</source>
        <translation>PyTorch 默认</translation>
    </message>
    <message>
        <source>Weights and biases uniform on ±1/√fan_in, as torch.nn.Linear draws them.</source>
        <translation>权重和偏置在 ±1/√fan_in 上均匀分布，与 torch.nn.Linear 的抽取相同。</translation>
    </message>
    <message>
        <source>RAI</source>
        <translation>RAI</translation>
    </message>
    <message>
        <source>Randomized asymmetric: one positive entry a unit, so fewer ReLUs are dead from the start (Lu et al. 2019).</source>
        <translation>随机非对称：每个单元有一个数取正，所以一开始就死亡的 ReLU 更少（Lu 等 2019）。</translation>
    </message>
    <message>
        <source>Softmax cross-entropy</source>
        <translation>Softmax 交叉熵</translation>
    </message>
    <message>
        <source>½ squared error</source>
        <translation>½ 平方误差</translation>
    </message>
    <message>
        <source>Sigmoid cross-entropy</source>
        <translation>Sigmoid 交叉熵</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Steps straight down the gradient, with momentum if wanted.</source>
        <translation>沿着梯度直接往下走，需要时带动量。</translation>
    </message>
    <message>
        <source>Divides by a running size of each gradient entry.</source>
        <translation>除以梯度每个元素大小的滑动度量。</translation>
    </message>
    <message>
        <source>Momentum and a running size of each entry (Kingma and Ba 2015).</source>
        <translation>动量，加上每个元素大小的滑动度量（Kingma 和 Ba 2015）。</translation>
    </message>
    <message>
        <source>Adam with decoupled weight decay.</source>
        <translation>权重衰减与梯度分开的 Adam。</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>The learning rate stays as it is set.</source>
        <translation>学习率保持设定的值。</translation>
    </message>
    <message>
        <source>Step decay</source>
        <translation>阶梯衰减</translation>
    </message>
    <message>
        <source>Every so many steps the rate is multiplied by the schedule factor.</source>
        <translation>每隔若干步，学习率乘以调度因子。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>The rate falls along half a cosine, slowly at first and at the end (Loshchilov and Hutter 2017).</source>
        <translation>学习率沿半个余弦下降，开始和结束时都慢（Loshchilov 和 Hutter 2017）。</translation>
    </message>
    <message>
        <source>1-cycle</source>
        <translation>1-cycle</translation>
    </message>
    <message>
        <source>The rate grows from 1/25 of its value to all of it over 30 % of the steps, then falls to 1/10,000 of where it began (Smith and Topin 2019).</source>
        <translation>在 30 % 的步数内，学习率从其值的 1/25 升到全值，然后降到起点的 1/10,000（Smith 和 Topin 2019）。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Every step multiplies the rate by the same number, until the schedule factor is left of it at the end.</source>
        <translation>每一步都给学习率乘以同一个数，到最后剩下调度因子那么多。</translation>
    </message>
    <message>
        <source>not measured: the colour is that of the nearest point that was</source>
        <translation>未测量：颜色取自最近的已测量点</translation>
    </message>
    <message>
        <source>{measure}: {median}</source>
        <translation>{measure}：{median}</translation>
    </message>
    <message>
        <source>{measure}: {median} ({low} to {high})</source>
        <translation>{measure}：{median}（{low} 到 {high}）</translation>
    </message>
    <message>
        <source>{verdict} {n}</source>
        <translation>{verdict} {n}</translation>
    </message>
    <message>
        <source>verdicts: {counts}</source>
        <translation>结论：{counts}</translation>
    </message>
    <message numerus="yes">
        <source>{n} run diverged</source>
        <comment>{n} runs diverged</comment>
        <translation>
            <numerusform>{n} 个运行发散</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} run failed</source>
        <comment>{n} runs failed</comment>
        <translation>
            <numerusform>{n} 个运行失败</numerusform>
        </translation>
    </message>
    <message>
        <source>{sentence}: {message}</source>
        <translation>{sentence}：{message}</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Which data the network learns from.</source>
        <translation>网络从哪些数据中学习。</translation>
    </message>
    <message>
        <source>Data file</source>
        <translation>数据文件</translation>
    </message>
    <message>
        <source>A file of your own (CSV, Excel, NPZ, IDX …) in its place.</source>
        <translation>改用你自己的文件（CSV、Excel、NPZ、IDX 等）。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>How many examples are generated, training and test together.</source>
        <translation>生成多少个样本，训练和测试合在一起。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Spread of the random shifts of the generated points.</source>
        <translation>生成的点随机移动的离散程度。</translation>
    </message>
    <message>
        <source>Test share</source>
        <translation>测试集比例</translation>
    </message>
    <message>
        <source>Share of the examples kept out of training to test on.</source>
        <translation>不参与训练、留作测试的样本所占的比例。</translation>
    </message>
    <message>
        <source>Shift and scale every input to mean 0 and standard deviation 1 over the training set.</source>
        <translation>把每个输入平移并缩放，使它在训练集上均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>For regressions: shift and scale the targets to mean 0 and standard deviation 1 over the training set. The loss is computed on these; predictions are shown in the data&apos;s own units. At first on for your own files, off for built-in data sets.</source>
        <translation>用于回归：把目标值平移并缩放，使它在训练集上均值为 0、标准差为 1。损失按这样的目标计算；预测仍用数据原来的单位显示。对你自己的文件一开始是打开的，对内置数据集是关闭的。</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层数</translation>
    </message>
    <message>
        <source>Units of each layer</source>
        <translation>每层的单元数</translation>
    </message>
    <message>
        <source>depth needs a configuration whose layers all have one width</source>
        <translation>depth 需要各层宽度相同的配置</translation>
    </message>
    <message>
        <source>there is no axis {field}; it is a setting of a run, or depth or width</source>
        <translation>没有坐标轴 {field}；它应是运行的设置，或 depth 或 width</translation>
    </message>
    <message>
        <source>there is no axis {field}: did you mean {near}?</source>
        <translation>没有坐标轴 {field}：是不是 {near}？</translation>
    </message>
    <message>
        <source>the scale of the axis {field} must be linear, log or list, got {scale}</source>
        <translation>坐标轴 {field} 的 scale 必须是 linear、log 或 list，得到的是 {scale}</translation>
    </message>
    <message>
        <source>the axis {field} may have at most {most} values, got {n}</source>
        <translation>坐标轴 {field} 至多有 {most} 个值，得到的是 {n} 个</translation>
    </message>
    <message>
        <source>the axis {field} needs at least two values, got {n}</source>
        <translation>坐标轴 {field} 至少需要两个值，得到的是 {n} 个</translation>
    </message>
    <message>
        <source>the axis {field} has the value {value} twice</source>
        <translation>坐标轴 {field} 有两个相同的值 {value}</translation>
    </message>
    <message>
        <source>the axis {field} must go {name} a number, got {bound}</source>
        <translation>坐标轴 {field} 的 {name} 必须是数，得到的是 {bound}</translation>
    </message>
    <message>
        <source>the axis {field} must go {name} a number above 0 on a log scale, got {bound}</source>
        <translation>坐标轴 {field} 用对数尺度时，{name} 必须是大于 0 的数，得到的是 {bound}</translation>
    </message>
    <message>
        <source>the axis {field} must have a count from 2 to {most}, got {count}</source>
        <translation>坐标轴 {field} 的 count 必须为 2 到 {most}，得到的是 {count}</translation>
    </message>
    <message>
        <source>Units of each hidden layer, first layer first.</source>
        <translation>每个隐藏层的单元数，从第一层开始。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>The hidden units&apos; activation function: one name, or one for each layer. =EXPRESSION is a function of your own, in z.</source>
        <translation>隐藏单元的激活函数：一个名称，或每层一个。=表达式 是你自己的函数，自变量为 z。</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>The activation&apos;s parameter, where it has one.</source>
        <translation>激活函数的参数（如果它有的话）。</translation>
    </message>
    <message>
        <source>α for each unit</source>
        <translation>每个单元一个 α</translation>
    </message>
    <message>
        <source>PReLU learns one α for each unit, not one for each layer.</source>
        <translation>PReLU 为每个单元学习一个 α，而不是每层一个。</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Gives the values in each hidden layer a mean of 0 and a deviation of 1, or an RMS of 1.</source>
        <translation>使每个隐藏层的值具有均值 0 和标准差 1，或均方根 1。</translation>
    </message>
    <message>
        <source>Normalise</source>
        <translation>归一化位置</translation>
    </message>
    <message>
        <source>Before the activation, on its inputs, or after it, on its outputs.</source>
        <translation>在激活之前作用于它的输入，或在激活之后作用于它的输出。</translation>
    </message>
    <message>
        <source>Residual every</source>
        <translation>残差间隔</translation>
    </message>
    <message>
        <source>Layers in a residual block: the output of the layer before them is added to what they compute. 0 is none.</source>
        <translation>一个残差块的层数：块前一层的输出加到块的计算结果上。0 表示没有。</translation>
    </message>
    <message>
        <source>Add the skip</source>
        <translation>跳跃连接加在</translation>
    </message>
    <message>
        <source>Before the last activation of a block, or after it.</source>
        <translation>在块的最后一个激活之前，或在它之后。</translation>
    </message>
    <message>
        <source>Branch scale</source>
        <translation>支路尺度</translation>
    </message>
    <message>
        <source>Factor of what the layers of a residual block compute.</source>
        <translation>残差块各层的计算结果所乘的因子。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <source>What carries a block&apos;s input past its layers.</source>
        <translation>什么把块的输入传过它的各层。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>Share of the hidden outputs that is set to 0 in each training step.</source>
        <translation>训练的每一步中设为 0 的隐藏输出所占的比例。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Initializer</source>
        <translation>初始化方法</translation>
    </message>
    <message>
        <source>How the initial weights are drawn.</source>
        <translation>怎样抽取初始权重。</translation>
    </message>
    <message>
        <source>Weight scale</source>
        <translation>权重尺度</translation>
    </message>
    <message>
        <source>All initial weights are multiplied by this.</source>
        <translation>所有初始权重都乘以它。</translation>
    </message>
    <message>
        <source>Starting bias</source>
        <translation>初始偏置</translation>
    </message>
    <message>
        <source>Added to every hidden bias at the start; with −2 most ReLUs start switched off.</source>
        <translation>开始时加到每个隐藏偏置上；取 −2 时，大多数 ReLU 一开始是关闭的。</translation>
    </message>
    <message>
        <source>Bias spread</source>
        <translation>偏置离散程度</translation>
    </message>
    <message>
        <source>Standard deviation σ_b of a normal number added to every starting bias.</source>
        <translation>加到每个初始偏置上的正态随机数的标准差 σ_b。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How a gradient becomes a step.</source>
        <translation>梯度怎样变成一步。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Factor of every step: a larger one makes longer steps.</source>
        <translation>每一步所乘的因子：越大，步子越长。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Share of the last step that is kept in the next (SGD).</source>
        <translation>上一步中保留到下一步的比例（SGD）。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Take the gradient after the momentum&apos;s step, not before it (SGD).</source>
        <translation>在动量的那一步之后取梯度，而不是之前（SGD）。</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Pull of every weight towards zero; biases are left alone.</source>
        <translation>把每个权重拉向零；偏置不受影响。</translation>
    </message>
    <message>
        <source>Clip gradient at</source>
        <translation>梯度裁剪阈值</translation>
    </message>
    <message>
        <source>Largest norm of the gradient of all layers together; a longer one is scaled to it. 0 is off.</source>
        <translation>所有层合在一起的梯度的最大范数；更长的缩短到它。0 表示关闭。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批量大小</translation>
    </message>
    <message>
        <source>Examples in one step.</source>
        <translation>一步中的样本数。</translation>
    </message>
    <message>
        <source>training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>{loss}, logarithmic</source>
        <translation>{loss}，对数坐标</translation>
    </message>
    <message>
        <source>Loss by step</source>
        <translation>各步的损失</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>On each step&apos;s batch, and on all examples at every measurement.</source>
        <translation>在每一步的批量上，以及每次测量时在所有样本上。</translation>
    </message>
    <message>
        <source>On the batches of {n} steps, their mean, and on all examples at every measurement.</source>
        <translation>在每 {n} 步的批量上取平均，以及每次测量时在所有样本上。</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} point lies above the upper edge.</source>
        <comment>{n:,} points lie above the upper edge.</comment>
        <translation>
            <numerusform>有 {n:,} 个点在上边缘之外。</numerusform>
        </translation>
    </message>
    <message>
        <source>Gradient by layer and step</source>
        <translation>各层各步的梯度</translation>
    </message>
    <message>
        <source>Bright is a large gradient RMS, dark a small one; grey is exactly zero, vermilion not finite.</source>
        <translation>亮色表示梯度 RMS 大，暗色表示小；灰色表示恰好为零，朱红色表示不是有限的数。</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>No unit was found dead at any measurement.</source>
        <translation>历次测量都没有发现死亡单元。</translation>
    </message>
    <message>
        <source>Dead units by step</source>
        <translation>各步的死亡单元</translation>
    </message>
    <message>
        <source>Units whose slope is zero on every example of the training set.</source>
        <translation>在训练集的每个样本上斜率都为零的单元。</translation>
    </message>
    <message>
        <source>What training minimises; if not set, cross-entropy for classes, squared error for numbers.</source>
        <translation>训练要减小的东西；不设定时，类别用交叉熵，数值用平方误差。</translation>
    </message>
    <message>
        <source>Vanishing below</source>
        <translation>低于此值为消失</translation>
    </message>
    <message>
        <source>The gradient is called vanishing if layer 1&apos;s RMS, divided by the output layer&apos;s, is below this.</source>
        <translation>如果第 1 层梯度的均方根除以输出层的均方根小于它，就称为梯度消失。</translation>
    </message>
    <message>
        <source>Exploding above</source>
        <translation>高于此值为爆炸</translation>
    </message>
    <message>
        <source>The gradient is called exploding if layer 1&apos;s RMS, divided by the output layer&apos;s, is above this.</source>
        <translation>如果第 1 层梯度的均方根除以输出层的均方根大于它，就称为梯度爆炸。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same data, weights and batches.</source>
        <translation>同一个随机种子给出同样的数据、权重和批量。</translation>
    </message>
    <message>
        <source>Draw of weights</source>
        <translation>权重抽取</translation>
    </message>
    <message>
        <source>Which random draw of the initial weights to use for this seed.</source>
        <translation>用这个随机种子的第几次抽取作为初始权重。</translation>
    </message>
    <message>
        <source>Given weights</source>
        <translation>给定的权重</translation>
    </message>
    <message>
        <source>A file of weights (NPZ, safetensors, HDF5 of Keras) to start from, in place of weights that are drawn. Another initializer, scale, starting bias or its spread, draw or shape draws again.</source>
        <translation>从文件中的权重（NPZ、safetensors、Keras 的 HDF5）开始，代替抽取的权重。换一种初始化方法、尺度、初始偏置及其离散程度、抽取或形状，就会重新抽取。</translation>
    </message>
    <message>
        <source>task_change {task_change} needs task_dataset, the other data set, got none</source>
        <translation>task_change {task_change} 需要 task_dataset，即另一个数据集，但没有给出</translation>
    </message>
    <message>
        <source>nesterov needs momentum &gt; 0, got momentum 0.0</source>
        <translation>nesterov 需要 momentum &gt; 0，而现在 momentum 是 0.0</translation>
    </message>
    <message>
        <source>unknown setting {word}</source>
        <translation>没有设置 {word}</translation>
    </message>
    <message>
        <source>unknown setting {word}: did you mean {near}?</source>
        <translation>没有设置 {word}：是不是 {near}？</translation>
    </message>
    <message>
        <source>{name} must be the name of a file, got {path}</source>
        <translation>{name} 必须是文件名，得到的是 {path}</translation>
    </message>
    <message>
        <source>{name} says how a file of data is read, and there is none: name one (data_path, --data)</source>
        <translation>{name} 说明怎样读取数据文件，但没有数据文件：请指定一个（data_path，--data）</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>The column to predict, by its name or its number from 1; several are the targets of one regression, or the 0/1 columns of a class. If not set, it is found by name and content.</source>
        <translation>要预测的列，用列名或从 1 开始的序号；几列就是一个回归的几个目标，或一个类别的 0/1 列。不设定时，按列名和内容判断。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The columns to learn from; all others are left out. If not set, every column that may tell something.</source>
        <translation>从中学习的列；其余都排除。不设定时，用每一个可能有用的列。</translation>
    </message>
    <message>
        <source>Ignored columns</source>
        <translation>忽略的列</translation>
    </message>
    <message>
        <source>Columns to leave out.</source>
        <translation>要排除的列。</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别列</translation>
    </message>
    <message>
        <source>Columns of numbers that are categories: each value becomes an input of 0 or 1.</source>
        <translation>其实是类别的数值列：每个取值变成一个 0 或 1 的输入。</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>空单元格</translation>
    </message>
    <message>
        <source>drop leaves out the rows that have one, median fills it with the column&apos;s median. If not set, a few rows are left out, many are filled.</source>
        <translation>drop 去掉有空单元格的行，median 用该列的中位数填补。不设定时，这样的行少就去掉，多就填补。</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Cells that mean that a value is missing, such as -200 or ?.</source>
        <translation>表示缺失值的单元格内容，如 -200 或 ?。</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>The character between the columns of a text file. If not set, it is found.</source>
        <translation>文本文件各列之间的字符。不设定时自动判断。</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>The decimal sign of a text file, point or comma. If not set, it is found.</source>
        <translation>文本文件的小数点符号，句点或逗号。不设定时自动判断。</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Whether the first row of a text file holds names. If not set, it is found.</source>
        <translation>文本文件的第一行是不是列名。不设定时自动判断。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>classification or regression. If not set, it follows from the target.</source>
        <translation>classification（分类）或 regression（回归）。不设定时由目标决定。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>How many rows of the file to use: a random sample, drawn with the seed, of each class as many as of the others, while there are.</source>
        <translation>使用文件的多少行：按随机种子随机抽样，各类别尽可能一样多。</translation>
    </message>
    <message>
        <source>Test file</source>
        <translation>测试文件</translation>
    </message>
    <message>
        <source>A second file with the same columns, whose rows are the test set.</source>
        <translation>另一个列相同的文件，它的行作为测试集。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate changes from step to step: each step multiplies it by a factor of at most 1.</source>
        <translation>学习率怎样一步步变化：每一步乘以一个至多为 1 的因子。</translation>
    </message>
    <message>
        <source>Schedule steps</source>
        <translation>调度步数</translation>
    </message>
    <message>
        <source>How many steps the schedule takes from the run&apos;s first on, those of the warm-up among them. After them its last factor holds.</source>
        <translation>从运行的第一步起，调度持续多少步，预热也算在内。之后保持最后的因子。</translation>
    </message>
    <message>
        <source>Drop every</source>
        <translation>每隔多少步下降</translation>
    </message>
    <message>
        <source>Step decay: after every so many steps the rate is multiplied by the schedule factor.</source>
        <translation>阶梯衰减：每隔这么多步，学习率乘以调度因子。</translation>
    </message>
    <message>
        <source>Schedule factor</source>
        <translation>调度因子</translation>
    </message>
    <message>
        <source>Step decay: what each drop multiplies the rate by. Exponential: what is left of it at the end.</source>
        <translation>阶梯衰减：每次下降给学习率乘上的数。指数：最后剩下的比例。</translation>
    </message>
    <message>
        <source>Warm-up steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>So many steps first, over which the rate grows in equal parts to where the schedule begins.</source>
        <translation>最初这么多步中，学习率以相等的幅度升高，直到调度的起点。</translation>
    </message>
    <message>
        <source>warmup_steps must leave at least {least} of the {steps} schedule_steps, got {warmup}</source>
        <translation>warmup_steps 必须在 {steps} 步 schedule_steps 中至少留下 {least} 步，得到的是 {warmup}</translation>
    </message>
    <message>
        <source>schedule_every must be below {left}, the schedule_steps after the warm-up, got {every}</source>
        <translation>schedule_every 必须小于预热之后剩下的 schedule_steps，即 {left}，得到的是 {every}</translation>
    </message>
    <message>
        <source>schedule_factor must leave at least {least} of the learning rate after {steps} schedule_steps, got {factor}</source>
        <translation>schedule_factor 在 {steps} 步 schedule_steps 之后必须至少留下学习率的 {least}，得到的是 {factor}</translation>
    </message>
    <message>
        <source>Change of task</source>
        <translation>任务的改变</translation>
    </message>
    <message>
        <source>What changes at every change of the task, while the network goes on: its labels, the order of its inputs, or the data set.</source>
        <translation>任务每次改变时什么会变，而网络继续训练：标签、输入的顺序，或数据集。</translation>
    </message>
    <message>
        <source>Steps of a task</source>
        <translation>每个任务的步数</translation>
    </message>
    <message>
        <source>After so many steps the next task begins.</source>
        <translation>这么多步之后，下一个任务开始。</translation>
    </message>
    <message>
        <source>Other data set</source>
        <translation>另一个数据集</translation>
    </message>
    <message>
        <source>The data set that takes turns with the run&apos;s own.</source>
        <translation>与本次运行的数据集轮流出现的数据集。</translation>
    </message>
    <message>
        <source>Recycle every</source>
        <translation>每隔多少步回收</translation>
    </message>
    <message>
        <source>After every so many steps, dead and nearly silent units are recycled: weights in drawn again, weights out 0. 0 is never.</source>
        <translation>每隔这么多步，死亡和近乎沉默的单元被回收：输入权重重新抽取，输出权重设为 0。0 表示从不。</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Recycle at steps</source>
        <translation>在这些步回收</translation>
    </message>
    <message>
        <source>Steps at which dead and nearly silent units are recycled, such as 500,1200. One that is past when it is added means now.</source>
        <translation>在这些步回收死亡和近乎沉默的单元，如 500,1200。如果添加时那一步已经过去，就是现在。</translation>
    </message>
    <message>
        <source>less than float32 can hold</source>
        <translation>小于 float32 能表示的数</translation>
    </message>
    <message>
        <source>below 10⁻⁴⁵, less than float32 can hold</source>
        <translation>小于 10⁻⁴⁵，float32 无法表示</translation>
    </message>
    <message>
        <source>Your own function.</source>
        <translation>你自己的函数。</translation>
    </message>
    <message>
        <source>the expression&apos;s a</source>
        <translation>表达式中的 a</translation>
    </message>
    <message>
        <source>Its slope is zero everywhere: nothing can be learned through it.</source>
        <translation>它的斜率处处为零：通过它什么也学不到。</translation>
    </message>
    <message>
        <source>Curved, flat {flat}, steepest slope {slope}.</source>
        <translation>曲线，平坦处：{flat}，最大斜率 {slope}。</translation>
    </message>
    <message>
        <source>Straight pieces, flat {flat}, steepest slope {slope}.</source>
        <translation>直线段，平坦处：{flat}，最大斜率 {slope}。</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Beyond z = {z} its value or slope is too large for a float: training can diverge there.</source>
        <translation>超过 z = {z}，它的值或斜率就大到浮点数无法表示：训练可能在那里发散。</translation>
    </message>
    <message>
        <source>A unit whose z is in the flat region on every example is dead.</source>
        <translation>在每个样本上 z 都处于平坦区域的单元就是死亡的。</translation>
    </message>
    <message>
        <source>Slopes above 1 multiply through the layers: the gradient can explode.</source>
        <translation>大于 1 的斜率一层层相乘：梯度可能爆炸。</translation>
    </message>
    <message>
        <source>Slopes this small multiply through the layers: the gradient vanishes in a deep network.</source>
        <translation>这么小的斜率一层层相乘：在深的网络中梯度会消失。</translation>
    </message>
    <message>
        <source>{places} and {n} more places</source>
        <translation>{places} 以及另外 {n} 处</translation>
    </message>
    <message>
        <source>It jumps at z = {places}: the gradient cannot see that.</source>
        <translation>它在 z = {places} 处跳跃：梯度看不见这一点。</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>处处</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>a number needs one rule: within, plus_minus, percentiles, or above and below</source>
        <translation>一个数需要一条规则：within、plus_minus、percentiles，或 above 和 below</translation>
    </message>
    <message>
        <source>a number without published values needs above or below</source>
        <translation>没有发表值的数需要 above 或 below</translation>
    </message>
    <message>
        <source>a number needs published values, or in_kind, a text</source>
        <translation>一个数需要发表值，或文字 in_kind</translation>
    </message>
    <message>
        <source>percentiles must be two numbers, such as [5, 95]</source>
        <translation>percentiles 必须是两个数，如 [5, 95]</translation>
    </message>
    <message>
        <source>combine must be one of {names}</source>
        <translation>combine 必须是 {names} 之一</translation>
    </message>
    <message>
        <source>step must be &gt;= 0, least from 0 to 1, and layers are counted from 1</source>
        <translation>step 必须 &gt;= 0，least 为 0 到 1，层从 1 数起</translation>
    </message>
    <message>
        <source>{measure} is one number, so layers says nothing</source>
        <translation>{measure} 是一个数，所以 layers 没有意义</translation>
    </message>
    <message>
        <source>median within {share} %</source>
        <translation>中位数相差不超过 {share} %</translation>
    </message>
    <message>
        <source>median within ±{value}</source>
        <translation>中位数相差不超过 ±{value}</translation>
    </message>
    <message>
        <source>published between percentiles {low} and {high} of the seeds</source>
        <translation>发表值在随机种子的第 {low} 与第 {high} 百分位之间</translation>
    </message>
    <message>
        <source>below {high}</source>
        <translation>{high} 以下</translation>
    </message>
    <message>
        <source>{bounds} for {share} of the seeds</source>
        <translation>{share} 的随机种子：{bounds}</translation>
    </message>
    <message>
        <source>above {low}</source>
        <translation>{low} 以上</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>{places} and in {n} more places</source>
        <translation>{places}，以及另外 {n} 处</translation>
    </message>
    <message>
        <source>the slope is not finite ({complaint})</source>
        <translation>斜率不是有限的数（{complaint}）</translation>
    </message>
    <message>
        <source>{fault} {where}</source>
        <translation>{where}：{fault}</translation>
    </message>
    <message>
        <source>{fault} {where}, with a = {a}</source>
        <translation>a = {a} 时，{where}：{fault}</translation>
    </message>
    <message>
        <source>for every z</source>
        <translation>对每个 z</translation>
    </message>
    <message>
        <source>at z = {z}</source>
        <translation>在 z = {z} 处</translation>
    </message>
    <message>
        <source>at z = {z} and elsewhere</source>
        <translation>在 z = {z} 等处</translation>
    </message>
    <message>
        <source>from z = {low} to {high}</source>
        <translation>在 z = {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>column {column}: {text}</source>
        <translation>第 {column} 个字符：{text}</translation>
    </message>
    <message>
        <source>the expression is too large</source>
        <translation>表达式太大</translation>
    </message>
    <message>
        <source>{complaint} here, whatever z is</source>
        <translation>不管 z 是多少，这里都是：{complaint}</translation>
    </message>
    <message>
        <source>the number is too large</source>
        <translation>数太大</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>除以零</translation>
    </message>
    <message>
        <source>the power is not a finite number</source>
        <translation>乘方的结果不是有限的数</translation>
    </message>
    <message>
        <source>the logarithm of a number that is not positive</source>
        <translation>对不是正数的数取对数</translation>
    </message>
    <message>
        <source>the root of a negative number</source>
        <translation>对负数开平方</translation>
    </message>
    <message>
        <source>write ** for a power</source>
        <translation>乘方请写 **</translation>
    </message>
    <message>
        <source>write &lt;, &lt;=, &gt; or &gt;= to compare</source>
        <translation>比较请写 &lt;、&lt;=、&gt; 或 &gt;=</translation>
    </message>
    <message>
        <source>a dot is only allowed within a number</source>
        <translation>点只能出现在数的里面</translation>
    </message>
    <message>
        <source>% is not allowed</source>
        <translation>不能用 %</translation>
    </message>
    <message>
        <source>write and</source>
        <translation>请写 and</translation>
    </message>
    <message>
        <source>write or</source>
        <translation>请写 or</translation>
    </message>
    <message>
        <source>write an expression in z, such as z*sigmoid(z)</source>
        <translation>请写一个 z 的表达式，如 z*sigmoid(z)</translation>
    </message>
    <message>
        <source>something is missing at the end</source>
        <translation>末尾缺了什么</translation>
    </message>
    <message>
        <source>the expression is too deep to be read</source>
        <translation>表达式嵌套太深，无法读取</translation>
    </message>
    <message>
        <source>the expression must contain z</source>
        <translation>表达式必须含有 z</translation>
    </message>
    <message>
        <source>an expression may have at most {most} characters</source>
        <translation>表达式至多 {most} 个字符</translation>
    </message>
    <message>
        <source>the sign {code}</source>
        <translation>符号 {code}</translation>
    </message>
    <message>
        <source>{sign} is not allowed</source>
        <translation>不能用 {sign}</translation>
    </message>
    <message>
        <source>{found} cannot follow right here: write * to multiply</source>
        <translation>{found} 不能直接跟在这里：相乘请写 *</translation>
    </message>
    <message>
        <source>a number has one dot only</source>
        <translation>一个数只能有一个小数点</translation>
    </message>
    <message>
        <source>write where(condition, x, y) for a choice</source>
        <translation>分情况请写 where(condition, x, y)</translation>
    </message>
    <message>
        <source>{word} is not known here: did you mean {near}?</source>
        <translation>这里不认识 {word}：是不是 {near}？</translation>
    </message>
    <message>
        <source>{word} is not known here: known are z, a, pi, e and the functions {functions}</source>
        <translation>这里不认识 {word}：可用的有 z、a、pi、e 和函数 {functions}</translation>
    </message>
    <message>
        <source>brackets may be nested {most} deep at most</source>
        <translation>括号至多嵌套 {most} 层</translation>
    </message>
    <message>
        <source>this ) has no ( before it</source>
        <translation>这个 ) 前面没有 (</translation>
    </message>
    <message>
        <source>this ( is never closed</source>
        <translation>这个 ( 没有配对的 )</translation>
    </message>
    <message>
        <source>something is missing here</source>
        <translation>这里缺了什么</translation>
    </message>
    <message>
        <source>{word} is not expected here</source>
        <translation>这里不应有 {word}</translation>
    </message>
    <message>
        <source>only numbers are allowed</source>
        <translation>这里只能用数</translation>
    </message>
    <message>
        <source>{name} is a function: write {form}</source>
        <translation>{name} 是函数：请写 {form}</translation>
    </message>
    <message>
        <source>a comparison may only be the first value in where( … )</source>
        <translation>比较只能作为 where( … ) 的第一项</translation>
    </message>
    <message>
        <source>this is not allowed: use numbers, + - * / **, brackets and the functions</source>
        <translation>这是不允许的：请用数字、+ - * / **、括号和那些函数</translation>
    </message>
    <message>
        <source>where needs a comparison first, such as where(z &gt; 0, z, 0)</source>
        <translation>where 的第一项必须是比较，如 where(z &gt; 0, z, 0)</translation>
    </message>
    <message>
        <source>{name} is not a function</source>
        <translation>{name} 不是函数</translation>
    </message>
    <message>
        <source>{name} has the form {form}, got {n} values</source>
        <translation>{name} 的形式是 {form}，这里给了 {n} 个值</translation>
    </message>
    <message>
        <source>expressions may be nested {most} deep at most</source>
        <translation>表达式至多嵌套 {most} 层</translation>
    </message>
    <message>
        <source>branch scale</source>
        <translation>支路尺度</translation>
    </message>
    <message>
        <source>projection</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>bias {number}</source>
        <translation>偏置 {number}</translation>
    </message>
    <message>
        <source>weight {source} → {unit}</source>
        <translation>权重 {source} → {unit}</translation>
    </message>
    <message>
        <source>none is known here for skips that are added before the activation</source>
        <translation>对于加在激活之前的跳跃连接，这里没有已知的理论</translation>
    </message>
    <message>
        <source>the branches start with a factor of 0, so no gradient enters them</source>
        <translation>支路的因子从 0 开始，所以没有梯度进入它们</translation>
    </message>
    <message>
        <source>none is known here for skips through a projection</source>
        <translation>对于经过投影的跳跃连接，这里没有已知的理论</translation>
    </message>
    <message>
        <source>after the activation, batch normalisation needs inputs of mean 0 and biases that are all alike</source>
        <translation>激活之后的批归一化，要求输入的均值为 0，而且所有偏置都相同</translation>
    </message>
    <message>
        <source>{activation} oscillates too fast for the integrals over a variance of {q}</source>
        <translation>{activation} 振荡太快，方差为 {q} 时无法计算积分</translation>
    </message>
    <message>
        <source>its slope is zero everywhere</source>
        <translation>它的斜率处处为零</translation>
    </message>
    <message>
        <source>χ is the same for every variance q of z</source>
        <translation>不管 z 的方差 q 是多少，χ 都相同</translation>
    </message>
    <message>
        <source>χ is the same for every variance q of z; q then grows by σ_b² from layer to layer</source>
        <translation>不管 z 的方差 q 是多少，χ 都相同；这时 q 每过一层增加 σ_b²</translation>
    </message>
    <message>
        <source>q sinks to 0 there</source>
        <translation>那里 q 降到 0</translation>
    </message>
    <message>
        <source>q settles at {q} there</source>
        <translation>那里 q 稳定在 {q}</translation>
    </message>
    <message>
        <source>where χ is 1, q does not settle: it moves away from its fixed point</source>
        <translation>χ 为 1 时 q 不会稳定下来：它会离开不动点</translation>
    </message>
    <message>
        <source>χ is 1 at no fixed point of q</source>
        <translation>在 q 的任何不动点上，χ 都不为 1</translation>
    </message>
    <message>
        <source>dead and nearly silent units recycled</source>
        <translation>回收了死亡和近乎沉默的单元</translation>
    </message>
    <message>
        <source>{setting} {old} → {new}</source>
        <translation>{setting} {old} → {new}</translation>
    </message>
    <message>
        <source>{setting} {value}, said layer by layer</source>
        <translation>{setting} {value}，改为逐层给出</translation>
    </message>
    <message>
        <source>{old} → {new}</source>
        <translation>{old} → {new}</translation>
    </message>
    <message>
        <source>of layer {layers} {old} → {new}</source>
        <translation>第 {layers} 层 {old} → {new}</translation>
    </message>
    <message>
        <source>of layers {layers} {old} → {new}</source>
        <translation>第 {layers} 层 {old} → {new}</translation>
    </message>
    <message>
        <source>{setting} {changes}</source>
        <translation>{setting} {changes}</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>随机抽取</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{name} must be true or false, got {value}</source>
        <translation>{name} 必须是 true 或 false，得到的是 {value}</translation>
    </message>
    <message>
        <source>{name} must be a whole number, got {value}</source>
        <translation>{name} 必须是整数，得到的是 {value}</translation>
    </message>
    <message>
        <source>{name} must be a number, got {value}</source>
        <translation>{name} 必须是数，得到的是 {value}</translation>
    </message>
    <message>
        <source>{name} must be {rule}, got {value}</source>
        <translation>{name} 的值必须{rule}，得到的是 {value}</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>不小于 {low}</translation>
    </message>
    <message>
        <source>above {low} and at most {high}</source>
        <translation>大于 {low}、不超过 {high}</translation>
    </message>
    <message>
        <source>between {low} and {high}</source>
        <translation>在 {low} 到 {high} 之间</translation>
    </message>
    <message>
        <source>{name} must be a list of steps such as [500, 1200], got {steps}</source>
        <translation>{name} 必须是步的列表，如 [500, 1200]，得到的是 {steps}</translation>
    </message>
    <message>
        <source>{name} must be at most {most} steps, got {n}</source>
        <translation>{name} 至多 {most} 步，得到的是 {n} 步</translation>
    </message>
    <message>
        <source>{name} must be whole numbers between 0 and {last_step}, got {step}</source>
        <translation>{name} 必须是 0 到 {last_step} 之间的整数，得到的是 {step}</translation>
    </message>
    <message>
        <source>hidden layers must be widths such as 12 or 32x4,16,8, got {text}</source>
        <translation>隐藏层必须写成宽度，如 12 或 32x4,16,8，得到的是 {text}</translation>
    </message>
    <message>
        <source>hidden must have between 1 and {most} layers, got {n}</source>
        <translation>隐藏层必须有 1 到 {most} 层，输入的是 {n}</translation>
    </message>
    <message>
        <source>hidden must be a list of layer sizes such as (32, 32), got {hidden}</source>
        <translation>hidden 必须是各层大小的列表，如 (32, 32)，得到的是 {hidden}</translation>
    </message>
    <message>
        <source>hidden layer {i} must have between 1 and {most} units, got {n}</source>
        <translation>隐藏层 {i} 必须有 1 到 {most} 个单元，得到的是 {n}</translation>
    </message>
    <message>
        <source>hidden must need at most {most} weights, got {n_values}</source>
        <translation>隐藏层至多 {most} 个权重，现有 {n_values} 个</translation>
    </message>
    <message>
        <source>activation must be a name or a list of names, got {activation}</source>
        <translation>activation 必须是一个名称或名称的列表，得到的是 {activation}</translation>
    </message>
    <message>
        <source>activation must name one function for each of {n_hidden} hidden layers, got {n}</source>
        <translation>activation 必须为 {n_hidden} 个隐藏层各给出一个函数，得到的是 {n} 个</translation>
    </message>
    <message>
        <source>hidden must need at most {most} weights, got {n_weights}</source>
        <translation>网络至多 {most} 个权重，现有 {n_weights} 个</translation>
    </message>
    <message>
        <source>batch_size must be &lt;= {limit} for a network of {n_units} units, got {batch}</source>
        <translation>对于有 {n_units} 个单元的网络，batch_size 必须 &lt;= {limit}，得到的是 {batch}</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>尺度</translation>
    </message>
    <message>
        <source>draw</source>
        <translation>抽取</translation>
    </message>
    <message>
        <source>clip</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>{name} is no {noun} file that can be written: its name must end in {known}.</source>
        <translation>{name} 不是可以写入的{noun}文件：文件名必须以 {known} 结尾。</translation>
    </message>
    <message>
        <source>report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>One HTML file with the plots, the deaths and the configuration.</source>
        <translation>一个 HTML 文件，含图表、死亡和配置。</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Every recorded number, as CSV, NPZ or Parquet.</source>
        <translation>记录下的每个数，存成 CSV、NPZ 或 Parquet。</translation>
    </message>
    <message>
        <source>examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>The data that the network is trained on, as it is split: CSV or NPZ.</source>
        <translation>网络用来训练的数据，按其划分：CSV 或 NPZ。</translation>
    </message>
    <message>
        <source>standardised examples</source>
        <translation>标准化的样本</translation>
    </message>
    <message>
        <source>The same as the network sees them: standardised where that is on.</source>
        <translation>同样的数据，按网络看到的样子：打开标准化时是标准化的。</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>The settings as TOML, for `actviz run --config`.</source>
        <translation>设置存成 TOML，用于 `actviz run --config`。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The network&apos;s weights at the step on show: NPZ, safetensors, or HDF5 for Keras.</source>
        <translation>网络在所示步的权重：NPZ、safetensors，或 Keras 的 HDF5。</translation>
    </message>
    <message>
        <source>NumPy script</source>
        <translation>NumPy 脚本</translation>
    </message>
    <message>
        <source>The experiment as a script that needs NumPy only.</source>
        <translation>把实验写成只需要 NumPy 的脚本。</translation>
    </message>
    <message>
        <source>PyTorch script</source>
        <translation>PyTorch 脚本</translation>
    </message>
    <message>
        <source>The experiment as a PyTorch script.</source>
        <translation>把实验写成 PyTorch 脚本。</translation>
    </message>
    <message>
        <source>TensorBoard files</source>
        <translation>TensorBoard 文件</translation>
    </message>
    <message>
        <source>Scalars of every step, and histograms of the weights.</source>
        <translation>每一步的标量，以及权重的直方图。</translation>
    </message>
    <message>
        <source>CSV, one file a table</source>
        <translation>CSV，每张表一个文件</translation>
    </message>
    <message>
        <source>NPZ, for NumPy</source>
        <translation>NPZ，用于 NumPy</translation>
    </message>
    <message>
        <source>Parquet, one file a table</source>
        <translation>Parquet，每张表一个文件</translation>
    </message>
    <message>
        <source>Parquet files</source>
        <translation>Parquet 文件</translation>
    </message>
    <message>
        <source>CSV, one file a set</source>
        <translation>CSV，每个集一个文件</translation>
    </message>
    <message>
        <source>skips over</source>
        <translation>跳过层数</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>无归一化</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>RMSNorm</source>
        <translation>RMS 归一化</translation>
    </message>
    <message>
        <source>before φ</source>
        <translation>φ 之前</translation>
    </message>
    <message>
        <source>after φ</source>
        <translation>φ 之后</translation>
    </message>
    <message>
        <source>no skips</source>
        <translation>无跳跃连接</translation>
    </message>
    <message>
        <source>no warm-up</source>
        <translation>无预热</translation>
    </message>
    <message>
        <source>no dropout</source>
        <translation>无随机失活</translation>
    </message>
    <message>
        <source>rate {rates}</source>
        <translation>学习率 {rates}</translation>
    </message>
    <message>
        <source>{n} rates</source>
        <translation>{n} 种学习率</translation>
    </message>
    <message>
        <source>{n} activations</source>
        <translation>{n} 种激活函数</translation>
    </message>
    <message>
        <source>{setting} {value}</source>
        <translation>{setting} {value}</translation>
    </message>
    <message>
        <source>{name} must be yes or no, got {text}</source>
        <translation>{name} 必须是 yes 或 no，得到的是 {text}</translation>
    </message>
    <message>
        <source>{name} must be names with commas between them, got {text}</source>
        <translation>{name} 必须是用逗号分隔的名称，得到的是 {text}</translation>
    </message>
    <message>
        <source>activation must be a name, or names in [&quot;…&quot;, &quot;…&quot;], got {text}</source>
        <translation>activation 必须是一个名称，或 [&quot;…&quot;, &quot;…&quot;] 中的几个名称，得到的是 {text}</translation>
    </message>
    <message>
        <source>A configuration has at most {most} characters, and this text has {n}.</source>
        <translation>配置至多 {most} 个字符，而这段文字有 {n} 个。</translation>
    </message>
    <message>
        <source>There is no text: a configuration is a line that begins with {prefix}, or TOML.</source>
        <translation>没有文字：配置是以 {prefix} 开头的一行，或者是 TOML。</translation>
    </message>
    <message>
        <source>This text is no configuration: it must begin with {prefix}, or be TOML.</source>
        <translation>这段文字不是配置：它必须以 {prefix} 开头，或者是 TOML。</translation>
    </message>
    <message>
        <source>The configuration ends inside quotes: a &apos; or &quot; is not closed.</source>
        <translation>配置在引号之内就结束了：有一个 &apos; 或 &quot; 没有配对。</translation>
    </message>
    <message>
        <source>Word {place} of the configuration names a lane: lanes come after a |.</source>
        <translation>配置的第 {place} 个词给出了泳道名：泳道要写在 | 之后。</translation>
    </message>
    <message>
        <source>{name} is given twice</source>
        <translation>{name} 给出了两次</translation>
    </message>
    <message>
        <source>Word {place} of the configuration, {word}: {fault}</source>
        <translation>配置的第 {place} 个词 {word}：{fault}</translation>
    </message>
    <message>
        <source>no activation, initializer, optimizer, widths such as 12x8, or name=value</source>
        <translation>不是激活函数、初始化方法、优化器、12x8 这样的宽度，也不是 名称=值</translation>
    </message>
    <message>
        <source>there is no setting {name}</source>
        <translation>没有设置 {name}</translation>
    </message>
    <message>
        <source>The configuration cannot be read: {error}.</source>
        <translation>无法读取配置：{error}。</translation>
    </message>
    <message>
        <source>The configuration&apos;s lanes must be tables, each under a line [[lane]].</source>
        <translation>配置的泳道必须是表，每个都在一行 [[lane]] 之下。</translation>
    </message>
    <message>
        <source>The configuration has no setting {name}</source>
        <translation>配置没有设置 {name}</translation>
    </message>
    <message>
        <source>The name of lane {number} must be text, got {name}.</source>
        <translation>泳道 {number} 的名称必须是文字，得到的是 {name}。</translation>
    </message>
    <message>
        <source>{name}, line {line}: {fault}</source>
        <translation>{name}，第 {line} 行：{fault}</translation>
    </message>
    <message>
        <source>Lane {number} of the configuration: {fault}</source>
        <translation>配置的泳道 {number}：{fault}</translation>
    </message>
    <message>
        <source>{name} must be a table, under a line [{name}]</source>
        <translation>{name} 必须是表，在一行 [{name}] 之下</translation>
    </message>
    <message>
        <source>{name} must be tables, each under a line [[{name}]]</source>
        <translation>{name} 必须是表，每个都在一行 [[{name}]] 之下</translation>
    </message>
    <message>
        <source>{field} must be a sentence, got {text}</source>
        <translation>{field} 必须是一句话，得到的是 {text}</translation>
    </message>
    <message>
        <source>{field} must have at most {most} characters, not {n}</source>
        <translation>{field} 至多 {most} 个字符，而不是 {n} 个</translation>
    </message>
    <message>
        <source>{field} must have a measure between {{ and }}</source>
        <translation>{field} 的 {{ 和 }} 之间必须是一个量</translation>
    </message>
    <message>
        <source>{name} must have a lane from 1 to {n_lanes}</source>
        <translation>{name} 的泳道必须为 1 到 {n_lanes}</translation>
    </message>
    <message>
        <source>{field} must have no control characters, got {text}</source>
        <translation>{field} 不能含有控制字符，得到的是 {text}</translation>
    </message>
    <message>
        <source>{field} must be a lane from 1 to {n_lanes}, got {lane}</source>
        <translation>{field} 必须是 1 到 {n_lanes} 的泳道，得到的是 {lane}</translation>
    </message>
    <message>
        <source>; its fields are {names}</source>
        <translation>；它的字段有 {names}</translation>
    </message>
    <message>
        <source>{what} has no field {name}</source>
        <translation>{what}没有字段 {name}</translation>
    </message>
    <message>
        <source>The configuration: {fault}</source>
        <translation>配置：{fault}</translation>
    </message>
    <message>
        <source>The configuration&apos;s lanes differ in {name}, which lanes side by side must share.</source>
        <translation>配置中各泳道的 {name} 不同，而并排的泳道必须相同。</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>: did you mean {near}?</source>
        <translation>：是不是 {near}？</translation>
    </message>
    <message>
        <source>x must be (examples, inputs) with at least one example, got shape {shape}</source>
        <translation>x 必须是 (样本, 输入)，至少有一个样本，得到的形状是 {shape}</translation>
    </message>
    <message>
        <source>y must hold one target for each of x&apos;s {n} examples, got shape {shape}</source>
        <translation>y 必须为 x 的 {n} 个样本各有一个目标，得到的形状是 {shape}</translation>
    </message>
    <message>
        <source>float y must be (examples,) or (examples, outputs), got shape {shape}</source>
        <translation>浮点数的 y 必须是 (样本,) 或 (样本, 输出)，得到的形状是 {shape}</translation>
    </message>
    <message>
        <source>{name} must be an array, and its rows have different lengths</source>
        <translation>{name} 必须是数组，而它的各行长度不同</translation>
    </message>
    <message>
        <source>{name} must hold numbers, got {dtype}</source>
        <translation>{name} 必须是数，得到的是 {dtype}</translation>
    </message>
    <message>
        <source>integer y must be (examples,), one class index each, got shape {shape}</source>
        <translation>整数的 y 必须是 (样本,)，每个是类别的序号，得到的形状是 {shape}</translation>
    </message>
    <message>
        <source>integer y must be class indices between 0 and {most}, got {wrong}</source>
        <translation>整数的 y 必须是 0 到 {most} 之间的类别序号，得到的是 {wrong}</translation>
    </message>
    <message>
        <source>task_change {key} needs classes, and {source} is a regression: use &apos;labels&apos;</source>
        <translation>task_change {key} 需要类别，而 {source} 是回归：请用 &apos;labels&apos;</translation>
    </message>
    <message>
        <source>task_change {key} needs at least 2 inputs, and {source} has {n_inputs}</source>
        <translation>task_change {key} 需要至少 2 个输入，而 {source} 有 {n_inputs} 个</translation>
    </message>
    <message>
        <source>task_dataset {key} must have the shape of {source}, a {task} with {n_inputs} inputs and {n_outputs} outputs, got a {other_task} with {other_inputs} inputs and {other_outputs} outputs</source>
        <translation>task_dataset {key} 必须与 {source} 形状相同：{task}，{n_inputs} 个输入，{n_outputs} 个输出；得到的是{other_task}，{other_inputs} 个输入，{other_outputs} 个输出</translation>
    </message>
    <message>
        <source>loss {loss} does not fit {source}, which is a {task}: use {key}</source>
        <translation>损失 {loss} 不适合 {source}，它是{task}：请用 {key}</translation>
    </message>
    <message>
        <source>No entry could be checked: each stands at a kink of an activation, or is lost in rounding.</source>
        <translation>没有可以检验的元素：每一个都处在激活函数的拐点上，或者淹没在舍入误差中。</translation>
    </message>
    <message>
        <source>The gradient of layer {layer} is not finite: there is nothing to compare.</source>
        <translation>第 {layer} 层的梯度不是有限的数：无从比较。</translation>
    </message>
    <message>
        <source>Back-propagation disagrees with the differences: largest relative error {error} in layer {layer}, {entry}.</source>
        <translation>反向传播与差分不一致：最大的相对误差 {error} 在第 {layer} 层，{entry}。</translation>
    </message>
    <message>
        <source>Back-propagation is right: largest relative error {error} in layer {layer}.</source>
        <translation>反向传播正确：最大的相对误差为 {error}，在第 {layer} 层。</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>step {step}, lane {lane}</source>
        <translation>第 {step} 步，泳道 {lane}</translation>
    </message>
    <message>
        <source>A note has at most {most} characters, and this one has {n}.</source>
        <translation>一条笔记至多 {most} 个字符，而这一条有 {n} 个。</translation>
    </message>
    <message>
        <source>A note has at most {most} lines, and this one has {n_lines}.</source>
        <translation>一条笔记至多 {most} 行，而这一条有 {n_lines} 行。</translation>
    </message>
    <message>
        <source>A session has at most {most} notes: delete one of them first.</source>
        <translation>一个会话至多 {most} 条笔记：请先删除一条。</translation>
    </message>
    <message>
        <source>update : weight</source>
        <translation>更新/权重比</translation>
    </message>
    <message>
        <source>mean activation</source>
        <translation>平均激活值</translation>
    </message>
    <message>
        <source>The latest update&apos;s size over that of the weights: usual is about {usual}.</source>
        <translation>最近一次更新的大小与权重大小之比：通常约为 {usual}。</translation>
    </message>
    <message>
        <source>The mean is over the training set.</source>
        <translation>平均值取自训练集。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{n} of {total} are listed.</source>
        <translation>列出了 {total} 个中的 {n} 个。</translation>
    </message>
    <message>
        <source>Deaths</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>died</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 到 {last}</translation>
    </message>
    <message>
        <source>dead {since_step_0}</source>
        <translation>{since_step_0}死亡</translation>
    </message>
    <message>
        <source>moved by {what}: z {before} → {after} on example {example}</source>
        <translation>由{what}移动：在样本 {example} 上 z {before} → {after}</translation>
    </message>
    <message>
        <source>earlier layers</source>
        <translation>前面的层</translation>
    </message>
    <message>
        <source>own {moved}</source>
        <translation>自身 {moved}</translation>
    </message>
    <message>
        <source>{own} ({bias} {moved})</source>
        <translation>{own}（{bias} {moved}）</translation>
    </message>
    <message>
        <source>inputs {moved}</source>
        <translation>输入 {moved}</translation>
    </message>
    <message>
        <source>learning rate {rate}</source>
        <translation>学习率 {rate}</translation>
    </message>
    <message>
        <source>after step</source>
        <translation>在此步之后</translation>
    </message>
    <message>
        <source>change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Changes while training</source>
        <translation>训练中的改动</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>ended at step</source>
        <translation>结束于步</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>nearly silent</source>
        <translation>近乎沉默</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>To restore it with Edit › Paste configuration:</source>
        <translation>用“编辑 › 粘贴配置”恢复：</translation>
    </message>
    <message>
        <source>To repeat it without a window:</source>
        <translation>不用窗口重做：</translation>
    </message>
    <message>
        <source>It repeats the start of the run; the changes made while training are listed above.</source>
        <translation>它重做运行的开头；训练中的改动列在上面。</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>pre-activation</source>
        <translation>预激活值</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>The loss falls at rates from {low} to {high}. Suggested: {suggested}.</source>
        <translation>学习率从 {low} 到 {high} 时，损失下降。建议值：{suggested}。</translation>
    </message>
    <message>
        <source>There is no rate to find: the loss of the present network is not finite.</source>
        <translation>找不到学习率：现在这个网络的损失不是有限的数。</translation>
    </message>
    <message>
        <source>No rate learns: the weights&apos; gradient is zero in every layer, and no step moves a weight.</source>
        <translation>没有哪个学习率能学习：每一层权重的梯度都为零，没有一步能移动权重。</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} step</source>
        <comment>{n:,} steps</comment>
        <translation>
            <numerusform>{n:,} 步</numerusform>
        </translation>
    </message>
    <message>
        <source>No rate can be told from here: the loss, now {first}, is far above that of guessing, {guessing}. Train on until it has come down, then sweep again.</source>
        <translation>从这里无法判断学习率：损失现在为 {first}，远高于猜测的损失 {guessing}。请先训练到它降下来，再扫描一次。</translation>
    </message>
    <message>
        <source>No rate learns in these {steps}: the loss falls steadily only to {lowest}; guessing has {guessing}.</source>
        <translation>在这 {steps}中没有哪个学习率能学习：损失只稳定下降到 {lowest}；猜测的损失是 {guessing}。</translation>
    </message>
    <message>
        <source>At no rate does the loss, now {first}, fall steadily by 2 % in these {steps}.</source>
        <translation>损失现在为 {first}，在这 {steps}中没有哪个学习率能使它稳定下降 2 %。</translation>
    </message>
    <message>
        <source>From a rate of {rate} on it rises.</source>
        <translation>从学习率 {rate} 起它上升。</translation>
    </message>
    <message>
        <source>No rate learns in these {steps}: the loss, now {first}, falls steadily at none; guessing has {guessing}.</source>
        <translation>在这 {steps}中没有哪个学习率能学习：损失现在为 {first}，用哪个都不稳定下降；猜测的损失是 {guessing}。</translation>
    </message>
    <message>
        <source>none up to the end</source>
        <translation>到最后都没有</translation>
    </message>
    <message>
        <source>no unit can die</source>
        <translation>没有单元会死亡</translation>
    </message>
    <message>
        <source>{rate} (at most {dead} of {n} die)</source>
        <translation>{rate}（{n} 个中至多 {dead} 个死亡）</translation>
    </message>
    <message>
        <source>no rate</source>
        <translation>没有这样的学习率</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message>
        <source>Learns</source>
        <translation>能学习</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>First rate that kills</source>
        <translation>第一个会杀死单元的学习率</translation>
    </message>
    <message>
        <source>Diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>not up to the end</source>
        <translation>到最后都没有</translation>
    </message>
    <message>
        <source>a sweep must take {least} to {most} steps, got {steps}</source>
        <translation>一次扫描必须走 {least} 到 {most} 步，得到的是 {steps}</translation>
    </message>
    <message>
        <source>a sweep must end at a higher learning rate than it begins at, {low}, got {high}</source>
        <translation>扫描结束时的学习率必须高于开始时的 {low}，得到的是 {high}</translation>
    </message>
    <message>
        <source>loss {value}</source>
        <translation>损失 {value}</translation>
    </message>
    <message>
        <source>accuracy {value}</source>
        <translation>准确率 {value}</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>沉默</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>{kind} {n}</source>
        <translation>{kind} {n}</translation>
    </message>
    <message>
        <source>{counts} of {all} units; {share}</source>
        <translation>共 {all} 个单元：{counts}；{share}</translation>
    </message>
    <message>
        <source>{share} of the weights can go</source>
        <translation>可以去掉 {share} 的权重</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>the {result} is {without}, not {whole}</source>
        <translation>{result}是 {without}，而不是 {whole}</translation>
    </message>
    <message>
        <source>the {result} is the same, {whole}</source>
        <translation>{result}不变，仍为 {whole}</translation>
    </message>
    <message numerus="yes">
        <source>{n} of {all} units ({share}) is wasted: without it {what}.</source>
        <comment>{n} of {all} units ({share}) are wasted: without them {what}.</comment>
        <translation>
            <numerusform>{all} 个单元中浪费了 {n} 个（{share}）：去掉之后，{what}。</numerusform>
        </translation>
    </message>
    <message>
        <source>{whole}, without them {without}</source>
        <translation>{whole}，去掉它们之后 {without}</translation>
    </message>
    <message>
        <source>{share} of weights can go</source>
        <translation>可去掉 {share} 的权重</translation>
    </message>
    <message>
        <source>{share}: {whole} → {without}</source>
        <translation>{share}：{whole} → {without}</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>loss of standardised targets</source>
        <translation>标准化目标的损失</translation>
    </message>
    <message>
        <source>the loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>layer {layer}&apos;s {quantity}</source>
        <translation>第 {layer} 层的{quantity}</translation>
    </message>
    <message>
        <source>Training diverged at step {step}: {where} overflowed first, at learning rate {rate}; what is shown is the last finite state, step {kept}.</source>
        <translation>训练在第 {step} 步发散：{where}最先溢出，学习率为 {rate}；显示的是最后一个有限的状态，即第 {kept} 步。</translation>
    </message>
    <message>
        <source>Training cannot go on from step {kept}: {where} overflows with the present weights.</source>
        <translation>训练无法从第 {kept} 步继续：用现在的权重，{where}会溢出。</translation>
    </message>
    <message>
        <source>the run cannot be brought to its step {step}</source>
        <translation>无法把运行带到它的第 {step} 步</translation>
    </message>
    <message>
        <source>{name} cannot change while training: start a new run</source>
        <translation>{name} 不能在训练中改变：请开始新的运行</translation>
    </message>
    <message>
        <source>task {number} begins</source>
        <translation>任务 {number} 开始</translation>
    </message>
    <message>
        <source>no unit to recycle</source>
        <translation>没有可回收的单元</translation>
    </message>
    <message>
        <source>{n} dead</source>
        <translation>{n} 个死亡</translation>
    </message>
    <message>
        <source>{n} nearly silent</source>
        <translation>{n} 个近乎沉默</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} unit recycled ({kinds})</source>
        <comment>{n:,} units recycled ({kinds})</comment>
        <translation>
            <numerusform>回收了 {n:,} 个单元（{kinds}）</numerusform>
        </translation>
    </message>
    <message>
        <source>always above 0</source>
        <translation>始终大于 0</translation>
    </message>
    <message>
        <source>always below 0</source>
        <translation>始终小于 0</translation>
    </message>
    <message>
        <source>linear, {side}</source>
        <translation>线性，{side}</translation>
    </message>
    <message>
        <source>linear {n}</source>
        <translation>线性 {n}</translation>
    </message>
    <message>
        <source>{side}: {n}</source>
        <translation>{side}：{n}</translation>
    </message>
    <message>
        <source>linear {n} ({counts})</source>
        <translation>线性 {n}（{counts}）</translation>
    </message>
    <message>
        <source>its own step was too large</source>
        <translation>自己的一步太大</translation>
    </message>
    <message>
        <source>earlier layers moved</source>
        <translation>前面的层移动了</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>dead from the start: with its initial weights and bias its slope is zero on every example</source>
        <translation>一开始就死亡：用它的初始权重和偏置，它的斜率在每个样本上都为零</translation>
    </message>
    <message>
        <source>dead at step 0: by the running statistics, which no batch had moved then, its slope was zero on every example</source>
        <translation>第 0 步时死亡：按当时还没有任何批量移动过的滑动统计量，它的斜率在每个样本上都为零</translation>
    </message>
    <message>
        <source>at step 0</source>
        <translation>第 0 步时就</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>一开始就</translation>
    </message>
    <message>
        <source>its own step</source>
        <translation>自己的一步</translation>
    </message>
    <message>
        <source>its own weights and bias</source>
        <translation>它自己的权重和偏置</translation>
    </message>
    <message>
        <source>own weights</source>
        <translation>自己的权重</translation>
    </message>
    <message>
        <source>own bias</source>
        <translation>自己的偏置</translation>
    </message>
    <message>
        <source>its own weights, γ, β and statistics</source>
        <translation>它自己的权重、γ、β 和统计量</translation>
    </message>
    <message>
        <source>own weights, γ and statistics</source>
        <translation>自己的权重、γ 和统计量</translation>
    </message>
    <message>
        <source>own β</source>
        <translation>自己的 β</translation>
    </message>
    <message>
        <source>weights, γ, μ, σ</source>
        <translation>权重、γ、μ、σ</translation>
    </message>
    <message>
        <source>its layer&apos;s step</source>
        <translation>所在层的一步</translation>
    </message>
    <message>
        <source>its layer&apos;s weights, γ and β</source>
        <translation>所在层的权重、γ 和 β</translation>
    </message>
    <message>
        <source>the layer&apos;s weights and γ</source>
        <translation>这一层的权重和 γ</translation>
    </message>
    <message>
        <source>weights, γ</source>
        <translation>权重、γ</translation>
    </message>
    <message>
        <source>its layer&apos;s weights, biases and γ</source>
        <translation>所在层的权重、偏置和 γ</translation>
    </message>
    <message>
        <source>the layer&apos;s weights, biases and γ</source>
        <translation>这一层的权重、偏置和 γ</translation>
    </message>
    <message>
        <source>weights, biases, γ</source>
        <translation>权重、偏置、γ</translation>
    </message>
    <message>
        <source>killed by earlier layers, which moved z by {moved}, at step {step}</source>
        <translation>在第 {step} 步被前面的层杀死，它们使 z 移动了 {moved}</translation>
    </message>
    <message>
        <source>killed by {what} of {moved} at step {step}</source>
        <translation>在第 {step} 步被{what}杀死，移动 {moved}</translation>
    </message>
    <message>
        <source>own step {moved}</source>
        <translation>自己的一步 {moved}</translation>
    </message>
    <message>
        <source>earlier layers {moved}</source>
        <translation>前面的层 {moved}</translation>
    </message>
    <message>
        <source>{part} {moved}</source>
        <translation>{part} {moved}</translation>
    </message>
    <message>
        <source>Between steps {first} and {last} its largest z, on training example {example}, went from {before} to {after}: {moves}. Learning rate {rate}, update ratio {ratio}.</source>
        <translation>在第 {first} 步和第 {last} 步之间，它的最大 z（在训练样本 {example} 上）从 {before} 变到 {after}：{moves}。学习率 {rate}，更新/权重比 {ratio}。</translation>
    </message>
    <message>
        <source>Earlier layers moved so far that</source>
        <translation>前面的层移动得太远，使</translation>
    </message>
    <message>
        <source>Mostly because earlier layers moved,</source>
        <translation>主要因为前面的层移动了，</translation>
    </message>
    <message>
        <source>{part} moved so far that</source>
        <translation>{part}移动得太远，使</translation>
    </message>
    <message>
        <source>Mostly because {part} moved,</source>
        <translation>主要因为{part}移动了，</translation>
    </message>
    <message>
        <source>{why} its largest z moved from {before} to {after}, between steps {first} and {last}.</source>
        <translation>{why}它的最大 z 从 {before} 移动到 {after}，在第 {first} 步和第 {last} 步之间。</translation>
    </message>
    <message>
        <source>{why} its largest z fell below zero, from {before} to {after}, between steps {first} and {last}.</source>
        <translation>{why}它的最大 z 跌到零以下，从 {before} 到 {after}，在第 {first} 步和第 {last} 步之间。</translation>
    </message>
    <message>
        <source>largest z {before} → {after}</source>
        <translation>最大 z {before} → {after}</translation>
    </message>
    <message>
        <source>pending, found with the next steps</source>
        <translation>待定，随后几步就会查明</translation>
    </message>
    <message>
        <source>another task began at step {step}, whose examples give it no slope</source>
        <translation>第 {step} 步开始了另一个任务，它的样本不给这个单元斜率</translation>
    </message>
    <message>
        <source>the activation was changed at step {step}</source>
        <translation>第 {step} 步改变了激活函数</translation>
    </message>
    <message>
        <source>normalisation, skips or dropout were changed at step {step}</source>
        <translation>第 {step} 步改变了归一化、跳跃连接或随机失活</translation>
    </message>
    <message>
        <source>unknown, as too many units changed to compute every cause</source>
        <translation>未知，因为变化的单元太多，来不及逐个计算死因</translation>
    </message>
    <message>
        <source>cause: {why}</source>
        <translation>死因：{why}</translation>
    </message>
    <message>
        <source>It may come back: its slope below zero, α, is still learned.</source>
        <translation>它可能复活：它零以下的斜率 α 仍在学习。</translation>
    </message>
    <message>
        <source>It may come back: layer {layer} is dead as a whole, but its slope below zero, α, is still learned.</source>
        <translation>它可能复活：第 {layer} 层整层死亡，但它零以下的斜率 α 仍在学习。</translation>
    </message>
    <message numerus="yes">
        <source>It may come back: {layers} still changes what it receives.</source>
        <comment>It may come back: {layers} still change what it receives.</comment>
        <translation>
            <numerusform>它可能复活：{layers}仍在改变它的输入。</numerusform>
        </translation>
    </message>
    <message>
        <source>It gets no gradient, but {carried} still moves its weights.</source>
        <translation>它得不到梯度，但{carried}仍在移动它的权重。</translation>
    </message>
    <message>
        <source>It gets no gradient, but weight decay still shrinks its weights.</source>
        <translation>它得不到梯度，但权重衰减仍在缩小它的权重。</translation>
    </message>
    <message>
        <source>No gradient reaches it or the layers before it, but {carried} still moves {layers}.</source>
        <translation>没有梯度到达它或它前面的层，但{carried}仍在移动{layers}。</translation>
    </message>
    <message>
        <source>It gets no gradient, but it is recycled every {n} steps.</source>
        <translation>它得不到梯度，但每隔 {n} 步会被回收。</translation>
    </message>
    <message>
        <source>It gets no gradient in this task, but the next one gives it other inputs.</source>
        <translation>它在这个任务中得不到梯度，但下一个任务会给它别的输入。</translation>
    </message>
    <message>
        <source>It may come back: in training, dropout gives it other inputs.</source>
        <translation>它可能复活：训练时随机失活给它别的输入。</translation>
    </message>
    <message>
        <source>It may come back: the running statistics it is dead by still follow the batches.</source>
        <translation>它可能复活：使它算作死亡的滑动统计量仍随批量变化。</translation>
    </message>
    <message>
        <source>It may come back: normalisation ties its input to the other units of its layer.</source>
        <translation>它可能复活：归一化把它的输入与同层的其他单元联系在一起。</translation>
    </message>
    <message>
        <source>It may come back: what it receives can still change, over skips or by γ and β.</source>
        <translation>它可能复活：它的输入仍可能通过跳跃连接或 γ 和 β 改变。</translation>
    </message>
    <message>
        <source>For ever, unless the data or a setting is changed: its inputs never change, and it gets no gradient.</source>
        <translation>永远，除非改变数据或设置：它的输入永远不变，又得不到梯度。</translation>
    </message>
    <message>
        <source>For ever, unless the data or a setting is changed: its inputs come from layer {layer}, which is dead as a whole and cannot move.</source>
        <translation>永远，除非改变数据或设置：它的输入来自第 {layer} 层，那一层整层死亡，不会再动。</translation>
    </message>
    <message>
        <source>For ever, unless the data or a setting is changed: layer {layer} is dead as a whole, so no gradient reaches any layer up to it.</source>
        <translation>永远，除非改变数据或设置：第 {layer} 层整层死亡，所以没有梯度到达这一层以及它前面的层。</translation>
    </message>
    <message>
        <source>momentum left over from earlier steps</source>
        <translation>前面各步留下的动量</translation>
    </message>
    <message>
        <source>what {optimizer} carries over</source>
        <translation>{optimizer} 仍带着的东西</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>layers {first} to {last}</source>
        <translation>第 {first} 到 {last} 层</translation>
    </message>
    <message>
        <source>layers before it</source>
        <translation>前面的层</translation>
    </message>
    <message>
        <source>{kind} normalisation after the activation</source>
        <translation>激活之后的{kind}归一化</translation>
    </message>
    <message>
        <source>{kind} normalisation before the activation</source>
        <translation>激活之前做{kind}归一化</translation>
    </message>
    <message numerus="yes">
        <source>a skip past every layer</source>
        <comment>a skip past every {n} layers</comment>
        <translation>
            <numerusform>每 {n} 层一条跳跃连接</numerusform>
        </translation>
    </message>
    <message>
        <source>dropout of {share}</source>
        <translation>随机失活 {share}</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>{what}: {values}</source>
        <translation>{what}：{values}</translation>
    </message>
    <message>
        <source>running {values}</source>
        <translation>滑动：{values}</translation>
    </message>
    <message>
        <source>latest batch: {values}</source>
        <translation>最近的批量：{values}</translation>
    </message>
    <message>
        <source>{branch} + skip</source>
        <translation>{branch} + 跳跃</translation>
    </message>
    <message>
        <source>normalised</source>
        <translation>经过归一化</translation>
    </message>
    <message>
        <source>with the skip added</source>
        <translation>加上跳跃连接</translation>
    </message>
    <message>
        <source>The next layer receives h: the activation&apos;s output, {changes}.</source>
        <translation>下一层得到 h：激活的输出，{changes}。</translation>
    </message>
    <message>
        <source>(a − mean)/dev</source>
        <translation>(a − 均值)/标准差</translation>
    </message>
    <message>
        <source>a/RMS</source>
        <translation>a/RMS</translation>
    </message>
    <message>
        <source>by the running statistics</source>
        <translation>按滑动统计量</translation>
    </message>
    <message>
        <source>with nothing dropped</source>
        <translation>什么都不失活时</translation>
    </message>
    <message>
        <source>by the running statistics only</source>
        <translation>仅按滑动统计量</translation>
    </message>
    <message>
        <source>only while nothing is dropped</source>
        <translation>仅在什么都不失活时</translation>
    </message>
    <message>
        <source>Dead only while nothing is dropped: on the batch of step {step}, with some dropped, it had a slope, so it may still get gradient.</source>
        <translation>仅在什么都不失活时死亡：在第 {step} 步的批量上，有的单元失活时，它有斜率，所以仍可能得到梯度。</translation>
    </message>
    <message>
        <source>Dead by the running statistics only: by those of the batch of step {step} it had a slope, so it may still get gradient.</source>
        <translation>仅按滑动统计量死亡：按第 {step} 步批量的统计量，它有斜率，所以仍可能得到梯度。</translation>
    </message>
    <message>
        <source>norms: skip {skip}, branch {branch}, together {total}</source>
        <translation>范数：跳跃 {skip}，支路 {branch}，合计 {total}</translation>
    </message>
    <message>
        <source>{skip} of layer {layer}&apos;s gradient comes over the skip, {branch} over the branch</source>
        <translation>第 {layer} 层的梯度有 {skip} 来自跳跃连接，{branch} 来自支路</translation>
    </message>
    <message>
        <source>the branch counts {n} times</source>
        <translation>支路乘以 {n}</translation>
    </message>
    <message>
        <source>verdict of most seeds</source>
        <translation>多数随机种子的结论</translation>
    </message>
    <message>
        <source>{done} of {total} runs of {steps} steps each.</source>
        <translation>{total} 个运行中的 {done} 个，每个 {steps} 步。</translation>
    </message>
    <message numerus="yes">
        <source>{n} run diverged.</source>
        <comment>{n} runs diverged.</comment>
        <translation>
            <numerusform>{n} 个运行发散。</numerusform>
        </translation>
    </message>
    <message>
        <source>Pale cells were not measured: they have the colour of the nearest that was.</source>
        <translation>浅色的格子没有测量：它们的颜色取自最近的、测量过的格子。</translation>
    </message>
    <message>
        <source>The table has the first {n} points.</source>
        <translation>表格只有前 {n} 个点。</translation>
    </message>
    <message>
        <source>verdicts</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>All points</source>
        <translation>所有的点</translation>
    </message>
    <message>
        <source>Map: {title}</source>
        <translation>扫描图：{title}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>扫描图</translation>
    </message>
    <message>
        <source>{measure}, share of the seeds</source>
        <translation>{measure}，占随机种子的比例</translation>
    </message>
    <message>
        <source>{measure}, median of the seeds</source>
        <translation>{measure}，随机种子的中位数</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>½ dead, lower bound</source>
        <translation>一半死亡，下界</translation>
    </message>
    <message>
        <source>½ dead, upper bound</source>
        <translation>一半死亡，上界</translation>
    </message>
    <message>
        <source>Column {name}</source>
        <translation>列 {name}</translation>
    </message>
    <message>
        <source>Columns {names}</source>
        <translation>列 {names}</translation>
    </message>
    <message>
        <source>Columns {names} and {n} more</source>
        <translation>{names} 以及另外 {n} 列</translation>
    </message>
    <message>
        <source>{columns} have one value only and tell no examples apart.</source>
        <translation>{columns}都只有一个值，无法区分样本。</translation>
    </message>
    <message>
        <source>{column} has one value only, {value}, and tells no examples apart.</source>
        <translation>{column}只有一个值 {value}，无法区分样本。</translation>
    </message>
    <message>
        <source>{value} in {share} of the examples</source>
        <translation>{share} 的样本为 {value}</translation>
    </message>
    <message>
        <source>{columns}: {values}, far outside the rest. Is that a code for a missing value?</source>
        <translation>{columns}：{values}，远在其余值之外。这是缺失值的代码吗？</translation>
    </message>
    <message>
        <source>{columns}: one value, {values}, is far outside the rest. Is it a mistake?</source>
        <translation>{columns}：有一个值 {values} 远在其余值之外。这是错误吗？</translation>
    </message>
    <message>
        <source>{columns}: one value in each is far outside the rest, {values}. Are they mistakes?</source>
        <translation>{columns}：各有一个值远在其余值之外，即 {values}。它们是错误吗？</translation>
    </message>
    <message>
        <source>{columns}: values up to {value}. Is the unit right?</source>
        <translation>{columns}：值高达 {value}。单位对吗？</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>target {number}</source>
        <translation>目标 {number}</translation>
    </message>
    <message>
        <source>the number of examples must be {least}..{most}, got {n}</source>
        <translation>样本数必须为 {least} 到 {most}，得到的是 {n}</translation>
    </message>
    <message>
        <source>noise must be 0..1, got {noise}</source>
        <translation>噪声必须为 0 到 1，得到的是 {noise}</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>A disc inside a ring: no straight line parts them.</source>
        <translation>圆环里的圆盘：没有一条直线能把它们分开。</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Opposite quadrants belong together: one unit alone cannot solve it.</source>
        <translation>相对的象限属于一类：单独一个单元解决不了。</translation>
    </message>
    <message>
        <source>Clouds</source>
        <translation>云团</translation>
    </message>
    <message>
        <source>Two round clouds: a straight line is enough.</source>
        <translation>两个圆的云团：一条直线就够了。</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Two arms wound around each other: the hardest of the plane.</source>
        <translation>两条互相缠绕的螺旋臂：平面数据中最难的。</translation>
    </message>
    <message>
        <source>3 arms</source>
        <translation>三臂</translation>
    </message>
    <message>
        <source>Three arms of three classes, as in the case study of Stanford&apos;s course CS231n.</source>
        <translation>三个类别的三条螺旋臂，与斯坦福课程 CS231n 的案例相同。</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>月牙</translation>
    </message>
    <message>
        <source>Two half circles hooked into each other: a curve parts them.</source>
        <translation>两个互相勾住的半圆：一条曲线把它们分开。</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>平面</translation>
    </message>
    <message>
        <source>Regression: the target is the mean of the two inputs, which needs no hidden layer.</source>
        <translation>回归：目标是两个输入的平均，不需要隐藏层。</translation>
    </message>
    <message>
        <source>Waves</source>
        <translation>波浪</translation>
    </message>
    <message>
        <source>Regression: the target is sin(πx1)·cos(πx2), hills and valleys that need bends.</source>
        <translation>回归：目标是 sin(πx1)·cos(πx2)，有峰有谷，需要弯折。</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>绝对值</translation>
    </message>
    <message>
        <source>Regression: the target is |x|, which two ReLUs can be; a deep narrow network may be born dead.</source>
        <translation>回归：目标是 |x|，两个 ReLU 就能表示；窄而深的网络可能天生死亡。</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>1,797 handwritten digits of 8x8 pixels: real data that trains in seconds.</source>
        <translation>1,797 个 8x8 像素的手写数字：几秒钟就能训练的真实数据。</translation>
    </message>
    <message>
        <source>Fashion</source>
        <translation>衣物</translation>
    </message>
    <message>
        <source>3,000 pictures of clothes of 28x28 pixels, from Fashion-MNIST: harder than digits.</source>
        <translation>Fashion-MNIST 的 3,000 张 28x28 像素的衣物图片：比手写数字难。</translation>
    </message>
    <message>
        <source>T-shirt</source>
        <translation>T 恤</translation>
    </message>
    <message>
        <source>trousers</source>
        <translation>裤子</translation>
    </message>
    <message>
        <source>pullover</source>
        <translation>套头衫</translation>
    </message>
    <message>
        <source>dress</source>
        <translation>连衣裙</translation>
    </message>
    <message>
        <source>coat</source>
        <translation>外套</translation>
    </message>
    <message>
        <source>sandal</source>
        <translation>凉鞋</translation>
    </message>
    <message>
        <source>shirt</source>
        <translation>衬衫</translation>
    </message>
    <message>
        <source>sneaker</source>
        <translation>运动鞋</translation>
    </message>
    <message>
        <source>bag</source>
        <translation>提包</translation>
    </message>
    <message>
        <source>ankle boot</source>
        <translation>短靴</translation>
    </message>
    <message>
        <source>{name} has no examples, and at least {least} are needed</source>
        <translation>{name} 没有样本，至少需要 {least} 个</translation>
    </message>
    <message>
        <source>{name} has one example, and at least {least} are needed</source>
        <translation>{name} 只有一个样本，至少需要 {least} 个</translation>
    </message>
    <message>
        <source>{name} has {n_examples} examples, and at most {most} can be used (every unit is measured on the whole training set)</source>
        <translation>{name} 有 {n_examples} 个样本，至多能用 {most} 个（每个单元都要在整个训练集上测量）</translation>
    </message>
    <message>
        <source>{name} has no inputs, and at least one is needed</source>
        <translation>{name} 没有输入，至少需要一个</translation>
    </message>
    <message>
        <source>{name} has {n_examples} examples of {n_inputs} inputs, {n_values} values, and at most {most} can be used</source>
        <translation>{name} 有 {n_examples} 个样本，各有 {n_inputs} 个输入，共 {n_values} 个值，至多能用 {most} 个</translation>
    </message>
    <message>
        <source>{name} has no targets, and at least one for each example is needed</source>
        <translation>{name} 没有目标，每个样本至少需要一个</translation>
    </message>
    <message>
        <source>{name} has {n_outputs} targets for each example, and at most {most} can be used</source>
        <translation>{name} 的每个样本有 {n_outputs} 个目标，至多能用 {most} 个</translation>
    </message>
    <message>
        <source>{name} has {n_inputs} inputs, and at most {most} can be used</source>
        <translation>{name} 有 {n_inputs} 个输入，至多能用 {most} 个</translation>
    </message>
    <message>
        <source>{place}, example {row}, value {column}: {fault}</source>
        <translation>{place}，样本 {row}，第 {column} 个值：{fault}</translation>
    </message>
    <message>
        <source>{value} is too large (numbers must be within ±{most})</source>
        <translation>{value} 太大（数必须在 ±{most} 之内）</translation>
    </message>
    <message>
        <source>{value} is not finite (numbers must be finite)</source>
        <translation>{value} 不是有限的数（数必须有限）</translation>
    </message>
    <message>
        <source>{place} has only one class, {name}, and at least 2 are needed</source>
        <translation>{place} 只有一个类别 {name}，至少需要 2 个</translation>
    </message>
    <message>
        <source>{place} has {n} classes, and at most {most} can be used (--target chooses another target, --task regression takes numbers as numbers)</source>
        <translation>{place} 有 {n} 个类别，至多能用 {most} 个（“--target”可另选目标，--task regression 把数当作数值）</translation>
    </message>
    <message>
        <source>{name} has no line @data, below which the rows of an ARFF file are</source>
        <translation>{name} 没有 @data 行，ARFF 文件的数据行应在它下面</translation>
    </message>
    <message>
        <source>{name} has {n} attributes, and at most {most} can be read</source>
        <translation>{name} 有 {n} 个属性，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>{name} has no line @attribute, and one is needed for each column</source>
        <translation>{name} 没有 @attribute 行，每一列都需要一行</translation>
    </message>
    <message>
        <source>{name}, line {line}: {text} is not an attribute with a name and a type</source>
        <translation>{name}，第 {line} 行：{text} 不是带名称和类型的属性</translation>
    </message>
    <message>
        <source>{name}, line {line}: attribute {attribute} is of type {kind}, and known are numeric, real, integer, string, date and {{…}}</source>
        <translation>{name}，第 {line} 行：属性 {attribute} 的类型是 {kind}，可用的类型有 numeric、real、integer、string、date 和 {{…}}</translation>
    </message>
    <message>
        <source>{name}, line {line}: {entry} does not begin with the number of an attribute, 0 to {n}</source>
        <translation>{name}，第 {line} 行：{entry} 不以属性的序号（0 到 {n}）开头</translation>
    </message>
    <message>
        <source>{name}, line {line}, column {column}: {cell} is none of its values ({shown})</source>
        <translation>{name}，第 {line} 行，列 {column}：{cell} 不是它的取值（{shown}）</translation>
    </message>
    <message>
        <source>{place}: its header is damaged or of an unknown version</source>
        <translation>{place}：头部损坏，或者版本未知</translation>
    </message>
    <message>
        <source>{place}: its values are damaged or cut short</source>
        <translation>{place}：数值损坏或被截断</translation>
    </message>
    <message>
        <source>{place} has {n} examples of {width} inputs, {values} values, and at most {most} can be read</source>
        <translation>{place} 有 {n} 个样本，各有 {width} 个输入，共 {values} 个值，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>{place} has fields, and they must be one row of at most {most} numbers or texts</source>
        <translation>{place} 带有字段，它们必须是一行，至多 {most} 个数或文本</translation>
    </message>
    <message>
        <source>{place} has shape {shape}, and without another file that holds the targets (X.npy beside y.npy) it must be a table of two dimensions</source>
        <translation>{place} 的形状是 {shape}；如果没有另一个存放目标的文件（X.npy 旁边的 y.npy），它必须是二维的表</translation>
    </message>
    <message>
        <source>{name}: {inputs} has {n} examples and {targets} has {n_targets}, and they must be equal in number</source>
        <translation>{name}：{inputs} 有 {n} 个样本，{targets} 有 {n_targets} 个，两者必须一样多</translation>
    </message>
    <message>
        <source>{place} has {n} dimensions, and targets have 1 or 2</source>
        <translation>{place} 有 {n} 维，而目标是 1 维或 2 维</translation>
    </message>
    <message>
        <source>{name} has {width} targets for each example, and at most {most} can be used</source>
        <translation>{name} 的每个样本有 {width} 个目标，至多能用 {most} 个</translation>
    </message>
    <message>
        <source>{place} takes more than {most} bytes</source>
        <translation>{place} 超过 {most} 字节</translation>
    </message>
    <message>
        <source>{name}: {train} has examples of shape {shape} and {test} of {test_shape}, and they must be equal</source>
        <translation>{name}：{train} 的样本形状是 {shape}，{test} 的是 {test_shape}，两者必须相同</translation>
    </message>
    <message>
        <source>the {n} bytes of each example were taken as pixels and divided by 255</source>
        <translation>每个样本的 {n} 个字节被当作像素，除以 255</translation>
    </message>
    <message>
        <source>the {n} examples of its own test set are the test set</source>
        <translation>文件自带的测试集中的 {n} 个样本作为测试集</translation>
    </message>
    <message>
        <source>{name}, field {field}</source>
        <translation>{name}，字段 {field}</translation>
    </message>
    <message>
        <source>{name}, field {field} has several values in a row, and one is needed</source>
        <translation>{name}，字段 {field} 在一行中有几个值，而这里需要一个</translation>
    </message>
    <message>
        <source>{name}: the targets hold text that is not Unicode, and names of classes must be</source>
        <translation>{name}：目标含有不是 Unicode 的文本，而类别名必须是 Unicode</translation>
    </message>
    <message>
        <source>{place} holds pickled objects, which are never loaded (store it as numbers)</source>
        <translation>{place} 含有 pickle 对象，程序从不加载它们（请存成数）</translation>
    </message>
    <message>
        <source>{place} is of type {dtype}, and numbers are needed</source>
        <translation>{place} 的类型是 {dtype}，而这里需要数</translation>
    </message>
    <message>
        <source>{place} has shape {shape}, and at least one dimension is needed</source>
        <translation>{place} 的形状是 {shape}，至少需要一维</translation>
    </message>
    <message>
        <source>{name}, {place}</source>
        <translation>{name}，{place}</translation>
    </message>
    <message>
        <source>classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>回归</translation>
    </message>
    <message>
        <source>{name} must be {one} or {other}, got {value}</source>
        <translation>{name} 必须是 {one} 或 {other}，得到的是 {value}</translation>
    </message>
    <message>
        <source>delimiter must be one character, such as ; or a tab, got {delimiter}</source>
        <translation>delimiter 必须是一个字符，如 ; 或制表符，得到的是 {delimiter}</translation>
    </message>
    <message>
        <source>delimiter and decimal must differ, and both are {delimiter}</source>
        <translation>delimiter 和 decimal 必须不同，而两者都是 {delimiter}</translation>
    </message>
    <message>
        <source>header must be true or false, got {header}</source>
        <translation>header 必须是 true 或 false，得到的是 {header}</translation>
    </message>
    <message>
        <source>rows must be a whole number of at least 2, got {rows}</source>
        <translation>rows 必须是不小于 2 的整数，得到的是 {rows}</translation>
    </message>
    <message>
        <source>test_file must be the name of a file, got {test_file}</source>
        <translation>test_file 必须是文件名，得到的是 {test_file}</translation>
    </message>
    <message>
        <source>{name} must be texts, got {value}</source>
        <translation>{name} 必须是文本，得到的是 {value}</translation>
    </message>
    <message>
        <source>{name} must be texts, got {text} in it</source>
        <translation>{name} 必须是文本，其中有 {text}</translation>
    </message>
    <message>
        <source>{name} must be texts, or numbers of fewer digits</source>
        <translation>{name} 必须是文本，或位数较少的数</translation>
    </message>
    <message>
        <source>takes its comma as the decimal sign</source>
        <translation>把它的逗号当作小数点</translation>
    </message>
    <message>
        <source>takes its point as the decimal sign</source>
        <translation>把它的句点当作小数点</translation>
    </message>
    <message>
        <source>takes it as missing</source>
        <translation>把它当作缺失值</translation>
    </message>
    <message>
        <source>leaves the column out</source>
        <translation>排除这一列</translation>
    </message>
    <message>
        <source>{name}, line {line}, column {column}: {cell} is not a number, as the others are ({ways})</source>
        <translation>{name}，第 {line} 行，列 {column}：{cell} 不是数，而其他的是（{ways}）</translation>
    </message>
    <message>
        <source>{words} in {n} cells of {name} were taken as missing; {way}</source>
        <translation>{name} 的 {n} 个单元格中的{words}被当作缺失值；{way}</translation>
    </message>
    <message>
        <source>{words} in {n} cells of {name} was taken as missing; {way}</source>
        <translation>{name} 的 {n} 个单元格中的{words}被当作缺失值；{way}</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>“{word}”</translation>
    </message>
    <message>
        <source>takes the column as texts</source>
        <translation>把这一列当作文本</translation>
    </message>
    <message>
        <source>the test share of the settings is not used, as the data have a test set of their own</source>
        <translation>不使用设置中的测试集比例，因为数据自带测试集</translation>
    </message>
    <message>
        <source>{name}, column {column}</source>
        <translation>{name}，列 {column}</translation>
    </message>
    <message>
        <source>{place}: {text} is not a date as the others (--categorical or --ignore takes the column otherwise)</source>
        <translation>{place}：{text} 不像其他的那样是日期（“--categorical”或“--ignore”可以另作处理）</translation>
    </message>
    <message>
        <source>{where}: {fault}</source>
        <translation>{where}：{fault}</translation>
    </message>
    <message>
        <source>{name} needs the library {library}, which is not installed: pip install &quot;actviz[{extra}]&quot;, or save the table as CSV</source>
        <translation>{name} 需要库 {library}，它没有安装：pip install &quot;actviz[{extra}]&quot;，或者把表存成 CSV</translation>
    </message>
    <message>
        <source>a pickle, which is never loaded (save the arrays by numpy.savez)</source>
        <translation>pickle 文件，程序从不加载它（请用 numpy.savez 保存数组）</translation>
    </message>
    <message>
        <source>an old Excel or Office file (save it as .xlsx or CSV)</source>
        <translation>旧的 Excel 或 Office 文件（请存成 .xlsx 或 CSV）</translation>
    </message>
    <message>
        <source>an HDF5 file (save the arrays by numpy.savez, or the table as CSV)</source>
        <translation>HDF5 文件（请用 numpy.savez 保存数组，或把表存成 CSV）</translation>
    </message>
    <message>
        <source>a MATLAB file (save the table as CSV)</source>
        <translation>MATLAB 文件（请把表存成 CSV）</translation>
    </message>
    <message>
        <source>a database (save the table as CSV)</source>
        <translation>数据库（请把表存成 CSV）</translation>
    </message>
    <message>
        <source>a picture, and a table of numbers is needed</source>
        <translation>图片，而这里需要一张数的表</translation>
    </message>
    <message>
        <source>a PDF document, and a table of numbers is needed</source>
        <translation>PDF 文档，而这里需要一张数的表</translation>
    </message>
    <message>
        <source>a web page or XML, and a table of numbers is needed</source>
        <translation>网页或 XML，而这里需要一张数的表</translation>
    </message>
    <message>
        <source>JSON (save the table as CSV)</source>
        <translation>JSON（请把表存成 CSV）</translation>
    </message>
    <message>
        <source>packed in a way that is not read here (unpack it)</source>
        <translation>这里不能读取的压缩格式（请先解压）</translation>
    </message>
    <message>
        <source>{name} does not fit into memory</source>
        <translation>内存放不下 {name}</translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}</source>
        <translation>无法读取 {name}：{why}</translation>
    </message>
    <message>
        <source>{name} could not be put into the trash</source>
        <translation>无法把 {name} 移到回收站</translation>
    </message>
    <message>
        <source>{name} cannot be read: no file can have this name</source>
        <translation>无法读取 {name}：文件不能叫这个名字</translation>
    </message>
    <message>
        <source>{name} is a folder, and a data file is needed</source>
        <translation>{name} 是文件夹，而这里需要数据文件</translation>
    </message>
    <message>
        <source>{name} cannot be read: there is no such file</source>
        <translation>无法读取 {name}：没有这个文件</translation>
    </message>
    <message>
        <source>{name} is not a regular file</source>
        <translation>{name} 不是普通文件</translation>
    </message>
    <message>
        <source>{name} is {what}</source>
        <translation>{name} 是{what}</translation>
    </message>
    <message>
        <source>{name} has {n} images and {other} {n_labels} labels, and they must be equal in number</source>
        <translation>{name} 有 {n} 张图片，{other} 有 {n_labels} 个标签，两者必须一样多</translation>
    </message>
    <message>
        <source>{name} must have &apos;images&apos; or &apos;labels&apos; in its name, such as train-images-idx3-ubyte, so that the other file can be found beside it</source>
        <translation>{name} 的文件名中必须有 &apos;images&apos; 或 &apos;labels&apos;，如 train-images-idx3-ubyte，这样才能在旁边找到另一个文件</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{name} needs its {other} beside it, and there is no {wanted} in its folder</source>
        <translation>{name} 旁边需要有它的{other}，而文件夹中没有 {wanted}</translation>
    </message>
    <message>
        <source>{name} starts with the bytes {bytes}, and an IDX file starts with 00 00</source>
        <translation>{name} 以字节 {bytes} 开头，而 IDX 文件以 00 00 开头</translation>
    </message>
    <message>
        <source>its header alone</source>
        <translation>仅头部就</translation>
    </message>
    <message>
        <source>{name}, byte 3: type 0x{code} is unknown, and known are {known}</source>
        <translation>{name}，字节 3：类型 0x{code} 未知，已知的有 {known}</translation>
    </message>
    <message>
        <source>a shape of {shape}</source>
        <translation>形状 {shape}</translation>
    </message>
    <message>
        <source>{name} goes on after {n_bytes} bytes, the length for a shape of {shape}</source>
        <translation>{name} 在 {n_bytes} 字节之后还有内容，而形状 {shape} 的长度就是这么多</translation>
    </message>
    <message>
        <source>{name} has shape {shape}, and images have 2..{most} dimensions</source>
        <translation>{name} 的形状是 {shape}，而图片有 2 到 {most} 维</translation>
    </message>
    <message>
        <source>{name} has {n} values, and at most {most} can be read</source>
        <translation>{name} 有 {n} 个值，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>integers</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>floats</source>
        <translation>浮点数</translation>
    </message>
    <message>
        <source>{name} holds {kind} of shape {shape}, and labels are integers of one dimension</source>
        <translation>{name} 含有形状为 {shape} 的{kind}，而标签是一维的整数</translation>
    </message>
    <message>
        <source>{name} is cut short: {expected} bytes are expected for {reason}, and {found} were found</source>
        <translation>{name} 被截断：{reason}应有 {expected} 字节，实有 {found} 字节</translation>
    </message>
    <message>
        <source>its own test set is part of the training set</source>
        <translation>它自带的测试集成为训练集的一部分</translation>
    </message>
    <message>
        <source>the {n} rows of {name} are the test set</source>
        <translation>{name} 的 {n} 行作为测试集</translation>
    </message>
    <message>
        <source>{name} has no column {column}, as {other} has</source>
        <translation>{name} 没有列 {column}，而 {other} 有</translation>
    </message>
    <message>
        <source>{name} has {n} columns, and {other} has {others}: a test set has the same</source>
        <translation>{name} 有 {n} 列，{other} 有 {others} 列：测试集的列必须相同</translation>
    </message>
    <message>
        <source>{place}: {value} is not a number, and column {column} of {name} has numbers</source>
        <translation>{place}：{value} 不是数，而 {name} 的列 {column} 是数</translation>
    </message>
    <message>
        <source>it only counts</source>
        <translation>它只起计数作用</translation>
    </message>
    <message>
        <source>nearly every row has a number of its own</source>
        <translation>几乎每行的数都不同</translation>
    </message>
    <message>
        <source>nearly every row has a text of its own</source>
        <translation>几乎每行的文本都不同</translation>
    </message>
    <message>
        <source>it has one value only</source>
        <translation>它只有一个值</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>{share} of its cells are empty</source>
        <translation>它有 {share} 的单元格是空的</translation>
    </message>
    <message>
        <source>its numbers have a unit, as in “{cell}”</source>
        <translation>它的数带有单位，如“{cell}”</translation>
    </message>
    <message>
        <source>it has more than {most} different texts</source>
        <translation>它有超过 {most} 种不同的文本</translation>
    </message>
    <message>
        <source>it has texts among its numbers, such as “{text}”</source>
        <translation>它的数中夹有文本，如“{text}”</translation>
    </message>
    <message>
        <source>{name}, line {line}: an input has the number {least}, and they begin at 0 or 1</source>
        <translation>{name}，第 {line} 行：有输入的序号是 {least}，而序号从 0 或 1 开始</translation>
    </message>
    <message>
        <source>{name} has {n} rows of {width} inputs, and at most {most} values can be held, zeros included</source>
        <translation>{name} 有 {n} 行，各有 {width} 个输入，而连同零在内至多能存 {most} 个值</translation>
    </message>
    <message>
        <source>{name}, line {line}: the label {label} is not a number</source>
        <translation>{name}，第 {line} 行：标签 {label} 不是数</translation>
    </message>
    <message>
        <source>{name}, line {line}: {wrong} is not a number and a value, as in 3:0.5</source>
        <translation>{name}，第 {line} 行：{wrong} 不是 3:0.5 那样的序号和值</translation>
    </message>
    <message>
        <source>{name} is not an NPZ file: it is a damaged zip archive</source>
        <translation>{name} 不是 NPZ 文件：它是损坏的 zip 压缩包</translation>
    </message>
    <message>
        <source>{name} holds no arrays, and expected are {expected} or another usual pair of names</source>
        <translation>{name} 中没有数组，应有 {expected} 或另一对常用的名称</translation>
    </message>
    <message>
        <source>{name} holds the arrays {found}, and expected are {expected} or another usual pair of names</source>
        <translation>{name} 中有数组 {found}，应有 {expected} 或另一对常用的名称</translation>
    </message>
    <message>
        <source>{name}, array {key}</source>
        <translation>{name}，数组 {key}</translation>
    </message>
    <message>
        <source>{name} is damaged, or no Parquet file: {problem}</source>
        <translation>{name} 已损坏，或不是 Parquet 文件：{problem}</translation>
    </message>
    <message>
        <source>{name} has {n} columns, and at most {most} can be read</source>
        <translation>{name} 有 {n} 列，至多能读 {most} 列</translation>
    </message>
    <message>
        <source>{name} has {n} rows of {width} columns, and at most {most} cells can be read, of one column at least</source>
        <translation>{name} 有 {n} 行 {width} 列，至多能读 {most} 个单元格，且至少要有一列</translation>
    </message>
    <message>
        <source>{name}, column {column} holds {type}, and numbers or texts are needed (--ignore {option} leaves it out)</source>
        <translation>{name}，列 {column} 的内容是 {type}，而这里需要数或文本（--ignore {option} 排除它）</translation>
    </message>
    <message>
        <source>{name} has {most_rows} lines of {width} cells, and at most {most} cells can be read</source>
        <translation>{name} 有 {most_rows} 行，每行 {width} 个单元格，而至多能读 {most} 个单元格</translation>
    </message>
    <message>
        <source>{name} has no rows, and at least 2 are needed</source>
        <translation>{name} 没有数据行，至少需要 2 行</translation>
    </message>
    <message>
        <source>{name} has a header and no rows, and at least 2 are needed</source>
        <translation>{name} 只有表头，没有数据行，至少需要 2 行</translation>
    </message>
    <message numerus="yes">
        <source>{name}, line {line} has {n:,} value, and the first row has {width} (all rows must be of one length)</source>
        <comment>{name}, line {line} has {n:,} values, and the first row has {width} (all rows must be of one length)</comment>
        <translation>
            <numerusform>{name}，第 {line} 行有 {n:,} 个值，而第一行有 {width} 个（所有行必须一样长）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} row without any value was left out</source>
        <comment>{n:,} rows without any value were left out</comment>
        <translation>
            <numerusform>排除了 {n:,} 个没有任何值的行</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} has numbers with a unit or with thousands set apart: {cell} was read as {value}</source>
        <translation>{name} 中有带单位或带千位分隔的数：{cell} 被读作 {value}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} column without name and values was left out</source>
        <comment>{n:,} columns without name and values were left out</comment>
        <translation>
            <numerusform>排除了 {n:,} 个没有名称也没有值的列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} of {all} rows has no target: left out</source>
        <comment>{n:,} of {all} rows have no target: left out</comment>
        <translation>
            <numerusform>{all} 行中有 {n:,} 行没有目标：已去掉</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} of {all} rows has an empty cell ({where}): left out; --missing=median keeps them</source>
        <comment>{n:,} of {all} rows have an empty cell ({where}): left out; --missing=median keeps them</comment>
        <translation>
            <numerusform>{all} 行中有 {n:,} 行有空单元格（{where}）：已去掉；--missing=median 保留它们</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: every row has an empty cell (--missing=median fills them)</source>
        <translation>{name}：每一行都有空单元格（--missing=median 填补它们）</translation>
    </message>
    <message>
        <source>empty cells of {columns} are filled with the column&apos;s median; --missing=drop leaves these rows out</source>
        <translation>{columns} 的空单元格填入该列的中位数；--missing=drop 去掉这些行</translation>
    </message>
    <message>
        <source>empty cells of {columns} are a category of their own; --missing=drop leaves these rows out</source>
        <translation>{columns} 的空单元格自成一个类别；--missing=drop 去掉这些行</translation>
    </message>
    <message>
        <source>{name} ({n})</source>
        <translation>{name}（{n}）</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names}等，另有 {n} 个</translation>
    </message>
    <message>
        <source>a random sample of {n} of {all} rows is used; --rows chooses how many</source>
        <translation>从 {all} 行中随机抽取 {n} 行使用；“--rows”可指定多少行</translation>
    </message>
    <message>
        <source>a random sample of {n} of {all} rows is used, as at most {most} rows of {n_inputs} inputs can be used; --rows chooses how many</source>
        <translation>从 {all} 行中随机抽取 {n} 行使用，因为 {n_inputs} 个输入的行至多能用 {most} 行；“--rows”可指定多少行</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” of {name} differ in capital letters only and were taken as two: if they are one, write them alike in the file</source>
        <translation>{name} 中的“{one}”和“{other}”只有大小写不同，被当作两个：如果其实是一个，请在文件中写得一样</translation>
    </message>
    <message>
        <source>{columns} became {n} inputs of 0 or 1, one for each category</source>
        <translation>{columns} 变成 {n} 个 0 或 1 的输入，每个类别一个</translation>
    </message>
    <message>
        <source>{columns} became days since the first date</source>
        <translation>{columns} 变成距第一个日期的天数</translation>
    </message>
    <message>
        <source>{columns} became hours since midnight</source>
        <translation>{columns} 变成距午夜的小时数</translation>
    </message>
    <message>
        <source>{name} was read with the month before day; --ignore leaves it out</source>
        <translation>{name} 按先月后日读取；“--ignore”可排除它</translation>
    </message>
    <message>
        <source>{name} was read with the day before month; --ignore leaves it out</source>
        <translation>{name} 按先日后月读取；“--ignore”可排除它</translation>
    </message>
    <message>
        <source>class: one of {columns}, {n} classes</source>
        <translation>类别：{columns} 之一，{n} 个类别</translation>
    </message>
    <message>
        <source>class: {columns}, {n} classes</source>
        <translation>类别：{columns}，{n} 个类别</translation>
    </message>
    <message>
        <source>class: {columns}, classes</source>
        <translation>类别：{columns}</translation>
    </message>
    <message>
        <source>target: {columns}, a number</source>
        <translation>目标：{columns}，一个数</translation>
    </message>
    <message>
        <source>targets: {columns}, {n} numbers</source>
        <translation>目标：{columns}，{n} 个数</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} input</source>
        <comment>{n:,} inputs</comment>
        <translation>
            <numerusform>{n:,} 个输入</numerusform>
        </translation>
    </message>
    <message>
        <source>{columns} left out: {reason}</source>
        <translation>排除 {columns}：{reason}</translation>
    </message>
    <message>
        <source>{name} is a damaged zip archive, or one cut short</source>
        <translation>{name} 是损坏或被截断的 zip 压缩包</translation>
    </message>
    <message>
        <source>{name} is cut short: {size} bytes are not even the frame of a gzip file</source>
        <translation>{name} 被截断：{size} 字节连 gzip 文件的框架都不够</translation>
    </message>
    <message>
        <source>{name} is damaged or cut short: a gzip file of its size cannot hold what its end states</source>
        <translation>{name} 已损坏或被截断：这样大小的 gzip 文件装不下它末尾所说的内容</translation>
    </message>
    <message>
        <source>{name} holds {n} files ({shown}), and one is needed (unpack it)</source>
        <translation>{name} 中有 {n} 个文件（{shown}），而这里需要一个（请先解压）</translation>
    </message>
    <message>
        <source>more than {n}</source>
        <translation>超过 {n}</translation>
    </message>
    <message>
        <source>{name} has {n_bytes} bytes, and at most {most} can be read</source>
        <translation>{name} 有 {n_bytes} 字节，至多能读 {most} 字节</translation>
    </message>
    <message>
        <source>{name} unpacks to {count} bytes, and at most {most} can be read of a packed file of its size</source>
        <translation>{name} 解压后有 {count} 字节，而这样大小的压缩文件至多能读 {most} 字节</translation>
    </message>
    <message>
        <source>{name} is cut short: the last bytes of its compressed data are missing</source>
        <translation>{name} 被截断：压缩数据缺少最后的字节</translation>
    </message>
    <message>
        <source>{name} is damaged, and a packed file must be intact: {fault}</source>
        <translation>{name} 已损坏，而压缩文件必须完好：{fault}</translation>
    </message>
    <message>
        <source>{name}, line {n}, column {column}</source>
        <translation>{name}，第 {n} 行，列 {column}</translation>
    </message>
    <message>
        <source>{name}, example {n}, column {column}</source>
        <translation>{name}，样本 {n}，列 {column}</translation>
    </message>
    <message>
        <source>{one} to {other} were taken as targets of one regression; choose another with --target</source>
        <translation>{one} 到 {other} 被当作一个回归的几个目标；可用“--target”另选</translation>
    </message>
    <message>
        <source>{one} and {other} were taken as targets of one regression; choose another with --target</source>
        <translation>{one} 和 {other} 被当作一个回归的两个目标；可用“--target”另选</translation>
    </message>
    <message>
        <source>{one} to {other} were taken as one class, as one of them is 1 in each row; choose another with --target</source>
        <translation>{one} 到 {other} 被当作一个类别，因为每行中恰有一个为 1；可用“--target”另选</translation>
    </message>
    <message>
        <source>it is first and has few whole numbers</source>
        <translation>它是第一列，只有少数几个整数</translation>
    </message>
    <message>
        <source>it has the fewest different texts of both ends</source>
        <translation>首末两列中它不同的文本最少</translation>
    </message>
    <message>
        <source>it is last and has few whole numbers</source>
        <translation>它是最后一列，只有少数几个整数</translation>
    </message>
    <message>
        <source>it is last and has texts</source>
        <translation>它是最后一列，含有文本</translation>
    </message>
    <message>
        <source>it is first and has texts</source>
        <translation>它是第一列，含有文本</translation>
    </message>
    <message>
        <source>it is the last column that is of use</source>
        <translation>它是最后一个有用的列</translation>
    </message>
    <message>
        <source>it is last</source>
        <translation>它是最后一列</translation>
    </message>
    <message>
        <source>{name} was taken as the target because of its name; choose another with --target</source>
        <translation>{name} 因其列名被当作目标；可用“--target”另选</translation>
    </message>
    <message>
        <source>{name} was taken as the target because {reason}; choose another with --target</source>
        <translation>{name} 被当作目标，因为{reason}；可用“--target”另选</translation>
    </message>
    <message>
        <source>{name}, line {line}: byte {n} is NUL, which is not text</source>
        <translation>{name}，第 {line} 行：字节 {n} 是 NUL，不是文本</translation>
    </message>
    <message>
        <source>{name} begins as UTF-16 text, and byte {n} is none (save it as UTF-8)</source>
        <translation>{name} 开头是 UTF-16 文本，而字节 {n} 不是（请存成 UTF-8）</translation>
    </message>
    <message>
        <source>the text is not UTF-8: it was read as {encoding}, which gives “{shown}” in line {line}; if that looks wrong, save the file as UTF-8</source>
        <translation>文本不是 UTF-8：按 {encoding} 读取，第 {line} 行得到“{shown}”；如果看起来不对，请把文件存成 UTF-8</translation>
    </message>
    <message>
        <source>{name} has {n_lines} lines, and at most {most} can be read</source>
        <translation>{name} 有 {n_lines} 行，至多能读 {most} 行</translation>
    </message>
    <message>
        <source>{name}, line {number} has {length} characters, and at most {most} can be read</source>
        <translation>{name}，第 {number} 行有 {length} 个字符，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>the table ends above line {line}: “{cell}” is no example</source>
        <translation>表在第 {line} 行之前结束：“{cell}”不是样本</translation>
    </message>
    <message>
        <source>{lines} were left out: above the table stands “{text}”</source>
        <translation>排除了{lines}：表的上方写着“{text}”</translation>
    </message>
    <message>
        <source>{lines} was left out: above the table stands “{text}”</source>
        <translation>排除了{lines}：表的上方写着“{text}”</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>the header has one name less than the rows have cells, so the first column has none</source>
        <translation>表头的名称比各行的单元格少一个，所以第一列没有名称</translation>
    </message>
    <message>
        <source>line {line} was left out: it holds units ({units})</source>
        <translation>排除了第 {line} 行：它写的是单位（{units}）</translation>
    </message>
    <message>
        <source>several columns have the same name; the later ones are called {names}</source>
        <translation>有几列同名；后面的改称{names}</translation>
    </message>
    <message>
        <source>the first row was taken as the header, though it has numbers too; --header yes or --header no chooses</source>
        <translation>第一行被当作表头，尽管其中也有数；--header yes 当作表头，--header no 当作样本</translation>
    </message>
    <message>
        <source>the first row, {cells}, was taken as the header; --header yes or --header no chooses</source>
        <translation>第一行 {cells} 被当作表头；--header yes 当作表头，--header no 当作样本</translation>
    </message>
    <message>
        <source>the first row, {cells}, was taken as an example, not as the columns&apos; numbers; --header yes or --header no chooses</source>
        <translation>第一行 {cells} 被当作样本，而不是各列的序号；--header yes 当作表头，--header no 当作样本</translation>
    </message>
    <message>
        <source>all cells are texts: the first row was taken as the header; --header yes or --header no chooses</source>
        <translation>所有单元格都是文本：第一行被当作表头；--header yes 当作表头，--header no 当作样本</translation>
    </message>
    <message>
        <source>line {line}, a comment, was taken as the header ({cells}); --header no takes it as a comment alone</source>
        <translation>第 {line} 行的注释被当作表头（{cells}）；--header no 只当作注释</translation>
    </message>
    <message>
        <source>line {line} counts the rows ({n}) and the inputs ({n_inputs}) and names the classes of the last column ({names})</source>
        <translation>第 {line} 行给出行数（{n}）和输入数（{n_inputs}），并列出最后一列的类别名（{names}）</translation>
    </message>
    <message>
        <source>line {line} was left out as comment</source>
        <translation>第 {line} 行作为注释被排除</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one}或{other}</translation>
    </message>
    <message>
        <source>{n} lines that begin with {marks} were left out as comments</source>
        <translation>以 {marks} 开头的 {n} 行作为注释被排除</translation>
    </message>
    <message>
        <source>a quote is not closed, or a cell has more than {n} characters</source>
        <translation>有引号没有配对，或者有单元格超过 {n} 个字符</translation>
    </message>
    <message>
        <source>{name}, line {line} is not a row of a CSV file: {reason}</source>
        <translation>{name}，第 {line} 行不是 CSV 文件的一行：{reason}</translation>
    </message>
    <message>
        <source>{name} is empty, and a header or a row of numbers is needed</source>
        <translation>{name} 是空的，需要表头或一行数</translation>
    </message>
    <message>
        <source>{name} has {width} columns, and at most {most} can be read</source>
        <translation>{name} 有 {width} 列，至多能读 {most} 列</translation>
    </message>
    <message>
        <source>“{cell}” was taken to have a decimal comma; --decimal . if it sets thousands apart</source>
        <translation>“{cell}”中的逗号被当作小数点；--decimal . 把逗号当作千位分隔</translation>
    </message>
    <message>
        <source>“{cell}” was taken to set thousands apart; --decimal , if it is a decimal comma</source>
        <translation>“{cell}”中的逗号被当作千位分隔；--decimal , 把逗号当作小数点</translation>
    </message>
    <message>
        <source>“{cell}” was taken to have a decimal point; --decimal , if it sets thousands apart</source>
        <translation>“{cell}”中的句点被当作小数点；--decimal , 把句点当作千位分隔</translation>
    </message>
    <message>
        <source>as chosen</source>
        <translation>这是你的选择</translation>
    </message>
    <message>
        <source>not among the chosen inputs</source>
        <translation>它不在所选的输入之中</translation>
    </message>
    <message>
        <source>it tells {target} exactly</source>
        <translation>由它可以准确得知 {target}</translation>
    </message>
    <message>
        <source>{name} was left out because it tells {target} exactly; --inputs takes it</source>
        <translation>{name} 被排除，因为由它可以准确得知 {target}；“--inputs”可以采用它</translation>
    </message>
    <message>
        <source>{name} tells {target} exactly; --ignore leaves it out</source>
        <translation>由 {name} 可以准确得知 {target}；“--ignore”可排除它</translation>
    </message>
    <message>
        <source>{name} has no column {column}: it has {known} (--{option} takes names, or numbers from 1)</source>
        <translation>{name} 没有列 {column}（它有 {known}；“--{option}”可用列名或从 1 开始的序号）</translation>
    </message>
    <message>
        <source>{name} has no column {column}: did you mean {near}?</source>
        <translation>{name} 没有列 {column}：是不是 {near}？</translation>
    </message>
    <message>
        <source>{name}: column {column} is both an input and ignored</source>
        <translation>{name}：列 {column} 既是输入又被忽略</translation>
    </message>
    <message>
        <source>{name}: the target {column} is ignored (choose another with --target)</source>
        <translation>{name}：目标 {column} 被忽略（可用“--target”另选）</translation>
    </message>
    <message>
        <source>{name}: column {column} is both the target and an input</source>
        <translation>{name}：列 {column} 既是目标又是输入</translation>
    </message>
    <message>
        <source>{name} has no column that can be the target (choose one with --target)</source>
        <translation>{name} 没有可以作为目标的列（请用“--target”选择一个）</translation>
    </message>
    <message>
        <source>{name}: the target {column} is empty (choose another with --target)</source>
        <translation>{name}：目标 {column} 是空的（可用“--target”另选）</translation>
    </message>
    <message>
        <source>{name}: the target {column} is text, and a regression needs numbers (choose one target with --target)</source>
        <translation>{name}：目标 {column} 是文本，而回归需要数（请用“--target”选择一个目标）</translation>
    </message>
    <message>
        <source>{name}: classes are one column, or 0/1 columns of which one is 1 in each row</source>
        <translation>{name}：类别是一列，或者是每行恰有一个为 1 的 0/1 列</translation>
    </message>
    <message>
        <source>{name}: the target {column} is text, and a regression needs numbers (--task classification takes its classes)</source>
        <translation>{name}：目标 {column} 是文本，而回归需要数（--task classification 把它当作类别）</translation>
    </message>
    <message>
        <source>the {n} whole numbers of {name} were taken as numbers; --task classification takes classes</source>
        <translation>{name} 的 {n} 个整数被当作数值；--task classification 当作类别</translation>
    </message>
    <message>
        <source>the {n} whole numbers of {name} were taken as classes; --task regression takes them as numbers</source>
        <translation>{name} 的 {n} 个整数被当作类别；--task regression 把它们当作数值</translation>
    </message>
    <message>
        <source>{columns} was taken though {reason}, as there is no other input</source>
        <translation>虽然{reason}，仍采用 {columns}，因为没有别的输入</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
    <message>
        <source>{name} has only one column, {column}, and at least 2 are needed (inputs, and a target)</source>
        <translation>{name} 只有一列 {column}，至少需要 2 列（输入和目标）</translation>
    </message>
    <message>
        <source>{name} has only one column, {column}, and at least 2 are needed (inputs, and a target; --delimiter says what stands between cells)</source>
        <translation>{name} 只有一列 {column}，至少需要 2 列（输入和目标；“--delimiter”指定单元格之间的分隔符）</translation>
    </message>
    <message>
        <source>{name} has no inputs left ({reasons}), and one of numbers or of few texts is needed</source>
        <translation>{name} 没有剩下的输入（{reasons}），至少需要一个数值或文本种类不多的列</translation>
    </message>
    <message>
        <source>{name} has no inputs left ({reasons}), and one of numbers or of few texts is needed ({way})</source>
        <translation>{name} 没有剩下的输入（{reasons}），至少需要一个数值或文本种类不多的列（{way}）</translation>
    </message>
    <message>
        <source>takes it all the same</source>
        <translation>照样采用它</translation>
    </message>
    <message>
        <source>{name} was left out because {reason}; {way}</source>
        <translation>{name} 被排除，因为{reason}；{way}</translation>
    </message>
    <message>
        <source>--inputs takes it</source>
        <translation>“--inputs”可以采用它</translation>
    </message>
    <message>
        <source>{name}: {column} has more than {most} different values, too many for categories (--ignore leaves it out)</source>
        <translation>{name}：{column} 有超过 {most} 个不同的值，作为类别太多（“--ignore”可排除它）</translation>
    </message>
    <message>
        <source>{name} is protected by a password (save it without)</source>
        <translation>{name} 有密码保护（请去掉密码再保存）</translation>
    </message>
    <message>
        <source>{name} is damaged, or no workbook: {problem}</source>
        <translation>{name} 已损坏，或不是工作簿：{problem}</translation>
    </message>
    <message>
        <source>{name} has no sheet with a table of at least {least} rows and {least} columns</source>
        <translation>{name} 中没有工作表含有至少 {least} 行 {least} 列的表</translation>
    </message>
    <message>
        <source>the sheet “{name}” was read; the workbook also has {others}</source>
        <translation>读取了工作表“{name}”；工作簿中还有{others}</translation>
    </message>
    <message>
        <source>{name} has a sheet of {last_row} rows and {last_column} columns, and at most {most} cells can be read (save it as CSV)</source>
        <translation>{name} 有一张 {last_row} 行 {last_column} 列的工作表，而至多能读 {most} 个单元格（请存成 CSV）</translation>
    </message>
    <message>
        <source>test_fraction must be &gt;= 0 and &lt; 1, got {test_fraction}</source>
        <translation>test_fraction 必须 &gt;= 0 且 &lt; 1，得到的是 {test_fraction}</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>{file} is no hand-out: its name must end in .html</source>
        <translation>{file} 不是讲义：文件名必须以 .html 结尾</translation>
    </message>
    <message>
        <source>{file} cannot be written: there is no folder {folder}</source>
        <translation>无法写出 {file}：没有文件夹 {folder}</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Every number here was measured by actviz {version}.</source>
        <translation>这里的每个数字都由 actviz {version} 测得。</translation>
    </message>
    <message>
        <source>Do not change: {settings}</source>
        <translation>不要改动：{settings}</translation>
    </message>
    <message>
        <source>Hint: {hint}</source>
        <translation>提示：{hint}</translation>
    </message>
    <message>
        <source>One change that solves it: {change}.</source>
        <translation>一个能解决它的改动：{change}。</translation>
    </message>
    <message>
        <source>It is {value}.</source>
        <translation>答案是 {value}。</translation>
    </message>
    <message>
        <source>{choice}. {value}</source>
        <translation>{choice}。{value}</translation>
    </message>
    <message>
        <source>Goal: {measure} below {below}.</source>
        <translation>目标：{measure}低于 {below}。</translation>
    </message>
    <message>
        <source>Goal: {measure} above {above}.</source>
        <translation>目标：{measure}高于 {above}。</translation>
    </message>
    <message>
        <source>Goal: {measure} above {above} and below {below}.</source>
        <translation>目标：{measure}高于 {above}，低于 {below}。</translation>
    </message>
    <message>
        <source>there is not enough memory to draw networks like this</source>
        <translation>内存不足，无法抽取这样的网络</translation>
    </message>
    <message>
        <source>The run could not be measured: there is not enough memory for a second network.</source>
        <translation>无法测量这个运行：内存放不下第二个网络。</translation>
    </message>
    <message>
        <source>The measurement of the run stopped by an internal error</source>
        <translation>对运行的测量因内部错误而停止</translation>
    </message>
    <message>
        <source>There is not enough memory for data of this size.</source>
        <translation>内存不足，容纳不下这么多数据。</translation>
    </message>
    <message>
        <source>The file was not read</source>
        <translation>没有读取文件</translation>
    </message>
    <message>
        <source>There is not enough memory for a network or data of this size.</source>
        <translation>内存不足，放不下这么大的网络或数据。</translation>
    </message>
    <message>
        <source>Lower the learning rate or press Reset to go on.</source>
        <translation>请降低学习率，或按“重置”继续。</translation>
    </message>
    <message>
        <source>There is no network yet.</source>
        <translation>还没有网络。</translation>
    </message>
    <message>
        <source>Lane {name}: {sentence}</source>
        <translation>泳道 {name}：{sentence}</translation>
    </message>
    <message>
        <source>There is no home folder, so settings and sessions are kept in {folder}: set HOME to keep them.</source>
        <translation>没有主文件夹，所以设置和会话存放在 {folder}：请设置 HOME 以便保留它们。</translation>
    </message>
    <message>
        <source>Recording stopped by an internal error: {kind}: {error}</source>
        <translation>记录因内部错误而停止：{kind}：{error}</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>The session was not saved: {reason}.</source>
        <translation>会话没有保存：{reason}。</translation>
    </message>
    <message>
        <source>Recording stopped: {reason}; training goes on, and it is tried again every half minute.</source>
        <translation>记录已停止：{reason}；训练继续，每半分钟再试一次。</translation>
    </message>
    <message>
        <source>{lost}; the whole session goes on in {name}, in {folder}.</source>
        <translation>{lost}；整个会话转到 {folder} 中的 {name} 继续。</translation>
    </message>
    <message>
        <source>{folder} cannot be made: {why}</source>
        <translation>无法创建 {folder}：{why}</translation>
    </message>
    <message>
        <source>There is not enough memory for this session.</source>
        <translation>内存放不下这个会话。</translation>
    </message>
    <message>
        <source>The session was not opened</source>
        <translation>没有打开会话</translation>
    </message>
    <message>
        <source>These sessions have {n} lanes, and at most {most} can run side by side</source>
        <translation>这些会话共有 {n} 条泳道，而至多 {most} 条可以并排运行</translation>
    </message>
    <message>
        <source>These sessions were trained on different examples, and cannot run side by side</source>
        <translation>这些会话用不同的样本训练，不能并排运行</translation>
    </message>
    <message>
        <source>There is not enough memory for recording; training goes on.</source>
        <translation>内存不足，无法记录；训练继续。</translation>
    </message>
    <message>
        <source>{name}: {remarks}</source>
        <translation>{name}：{remarks}</translation>
    </message>
    <message>
        <source>The settings could not be saved in {path}: {why}.</source>
        <translation>无法把设置保存到 {path}：{why}。</translation>
    </message>
    <message>
        <source>There can be at most {most} lanes: remove one first.</source>
        <translation>至多有 {most} 条泳道：请先移除一条。</translation>
    </message>
    <message>
        <source>lane {name}</source>
        <translation>泳道 {name}</translation>
    </message>
    <message>
        <source>removing lane {name}</source>
        <translation>移除泳道 {name}</translation>
    </message>
    <message>
        <source>name {name}</source>
        <translation>名称 {name}</translation>
    </message>
    <message>
        <source>colour of lane {name}</source>
        <translation>泳道 {name} 的颜色</translation>
    </message>
    <message>
        <source>draw of weights</source>
        <translation>权重抽取</translation>
    </message>
    <message>
        <source>There can be at most {most} lanes, and the configuration has {n}.</source>
        <translation>至多有 {most} 条泳道，而配置有 {n} 条。</translation>
    </message>
    <message>
        <source>There is not enough memory for this sweep.</source>
        <translation>内存不足，无法进行这次扫描。</translation>
    </message>
    <message>
        <source>The sweep stopped by an internal error</source>
        <translation>扫描因内部错误而停止</translation>
    </message>
    <message>
        <source>the folder {folder} cannot be made: {why}</source>
        <translation>无法创建文件夹 {folder}：{why}</translation>
    </message>
    <message>
        <source>This went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>{what}: {kind}: {error}</source>
        <translation>{what}：{kind}：{error}</translation>
    </message>
    <message>
        <source>{change} could not be tried: there is not enough memory for two networks.</source>
        <translation>无法试“{change}”：内存放不下两个网络。</translation>
    </message>
    <message>
        <source>The trial stopped by an internal error</source>
        <translation>试验因内部错误而停止</translation>
    </message>
    <message>
        <source>{change} could not be tried: {error}</source>
        <translation>无法试“{change}”：{error}</translation>
    </message>
    <message>
        <source>Training stopped by an internal error: {kind}: {error}</source>
        <translation>训练因内部错误而停止：{kind}：{error}</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>a pipe or a device</source>
        <translation>管道或设备</translation>
    </message>
    <message>
        <source>{path} is not a regular file: it is a pipe or a device</source>
        <translation>{path} 不是普通文件：它是管道或设备</translation>
    </message>
    <message>
        <source>{path} is not a regular file: it is a folder</source>
        <translation>{path} 不是普通文件：它是文件夹</translation>
    </message>
    <message>
        <source>{path} has more than {most_bytes} bytes, the most that is read</source>
        <translation>{path} 超过 {most_bytes} 字节，即至多能读的大小</translation>
    </message>
    <message>
        <source>{name} is no animation that can be saved: its name must end in .gif or .png.</source>
        <translation>{name} 不是可以保存的动画：文件名必须以 .gif 或 .png 结尾。</translation>
    </message>
    <message>
        <source>{name} cannot be written: there is no folder {folder}.</source>
        <translation>无法写入 {name}：没有文件夹 {folder}。</translation>
    </message>
    <message>
        <source>GIF animations</source>
        <translation>GIF 动画</translation>
    </message>
    <message>
        <source>{noun} need the library {package}, which is not installed: pip install &quot;actviz[{name}]&quot;</source>
        <translation>{noun}需要库 {package}，它没有安装：pip install &quot;actviz[{name}]&quot;</translation>
    </message>
    <message>
        <source>{target} cannot be written: it is a folder.</source>
        <translation>无法写入 {target}：它是文件夹。</translation>
    </message>
    <message>
        <source>{name} cannot be written in {folder}: {why}.</source>
        <translation>无法在 {folder} 中写入 {name}：{why}。</translation>
    </message>
    <message>
        <source>The activation {key} cannot be written into a script: choose one of the built-in ones.</source>
        <translation>激活函数 {key} 不能写进脚本：请选择内置的激活函数。</translation>
    </message>
    <message>
        <source>A script holds the examples of one task only, and this run has changed its task every {n} steps: export it before step {n}.</source>
        <translation>脚本只能包含一个任务的样本，而这个运行每 {n} 步改变一次任务：请在第 {n} 步之前导出。</translation>
    </message>
    <message>
        <source>A script cannot recycle units, which needs a census of all of them, and this run did so at step {step}: export it before that step.</source>
        <translation>脚本不能回收单元，因为那需要普查所有单元，而这个运行在第 {step} 步回收过：请在那一步之前导出。</translation>
    </message>
    <message>
        <source>{folder} cannot hold event files: it is not a folder.</source>
        <translation>{folder} 不能存放事件文件：它不是文件夹。</translation>
    </message>
    <message>
        <source>{place} cannot be written: {why}.</source>
        <translation>无法写入 {place}：{why}。</translation>
    </message>
    <message>
        <source>a number needs `above` or `below`, or both</source>
        <translation>一个数需要 `above` 或 `below`，或两者都要</translation>
    </message>
    <message>
        <source>step and changed_at must be &gt;= 0, and changed_at at most step</source>
        <translation>step 和 changed_at 必须 &gt;= 0，且 changed_at 不超过 step</translation>
    </message>
    <message>
        <source>least must be from 1 to {most}</source>
        <translation>least 必须为 1 到 {most}</translation>
    </message>
    <message>
        <source>formula must be a text of at most {most} characters</source>
        <translation>formula 必须是至多 {most} 个字符的文字</translation>
    </message>
    <message>
        <source>a symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>a symbol needs a name and a text</source>
        <translation>符号需要 name 和 text</translation>
    </message>
    <message>
        <source>there is no symbol {name} among the symbols</source>
        <translation>symbols 中没有符号 {name}</translation>
    </message>
    <message>
        <source>there is no anchor {anchor}</source>
        <translation>没有锚点 {anchor}</translation>
    </message>
    <message>
        <source>{field} must be a table with a measure and bounds</source>
        <translation>{field} 必须是带有量和界限的表</translation>
    </message>
    <message>
        <source>a {field}</source>
        <translation>{field}</translation>
    </message>
    <message>
        <source>there is no measure {name}</source>
        <translation>没有量 {name}</translation>
    </message>
    <message>
        <source>a {field} needs above or below, or both, and they are numbers</source>
        <translation>{field} 需要 above 或 below，或两者都要，而且是数</translation>
    </message>
    <message>
        <source>{name} must be a lane from 1 to {n_lanes}</source>
        <translation>{name} 必须是 1 到 {n_lanes} 的泳道</translation>
    </message>
    <message>
        <source>least must be from 1 to {most}, got {least}</source>
        <translation>least 必须为 1 到 {most}，得到的是 {least}</translation>
    </message>
    <message>
        <source>lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text</source>
        <translation>{name} 不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>a lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>{field} must be a whole number, got {value}</source>
        <translation>{field} 必须是整数，得到的是 {value}</translation>
    </message>
    <message>
        <source>layout must be one of {layouts}, got {layout}</source>
        <translation>layout 必须是 {layouts} 之一，得到的是 {layout}</translation>
    </message>
    <message>
        <source>a lesson needs at least one [[step]]</source>
        <translation>课程至少需要一个 [[step]]</translation>
    </message>
    <message>
        <source>a lesson has at most {most} steps</source>
        <translation>课程至多有 {most} 个步骤</translation>
    </message>
    <message>
        <source>there is no prediction before this step to explain</source>
        <translation>这个步骤之前没有可以解释的预测</translation>
    </message>
    <message>
        <source>draws must be a number of groups, of which there are {n_groups}, got {draws}</source>
        <translation>draws 必须是组数（共有 {n_groups} 组），得到的是 {draws}</translation>
    </message>
    <message>
        <source>the steps of the group {group} must stand together</source>
        <translation>组 {group} 的步骤必须放在一起</translation>
    </message>
    <message>
        <source>the first step of a group must set up what runs</source>
        <translation>一组的第一个步骤必须设置要运行的东西</translation>
    </message>
    <message>
        <source>; the kinds are {kinds}</source>
        <translation>；种类有 {kinds}</translation>
    </message>
    <message>
        <source>there is no kind of step {kind}</source>
        <translation>没有种类为 {kind} 的步骤</translation>
    </message>
    <message>
        <source>a step of the kind {kind}</source>
        <translation>种类为 {kind} 的步骤</translation>
    </message>
    <message>
        <source>the first step must set up what runs</source>
        <translation>第一个步骤必须设置要运行的东西</translation>
    </message>
    <message>
        <source>a step that points needs an anchor</source>
        <translation>指示的步骤需要锚点（anchor）</translation>
    </message>
    <message>
        <source>{field} must be a whole number from {least} on</source>
        <translation>{field} 必须是不小于 {least} 的整数</translation>
    </message>
    <message>
        <source>a choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>a choice needs a text, got {text}</source>
        <translation>选项需要文字（text），得到的是 {text}</translation>
    </message>
    <message>
        <source>a prediction has at most {most} choices</source>
        <translation>预测至多有 {most} 个选项</translation>
    </message>
    <message>
        <source>a prediction needs choices, or the measure of the number that is asked</source>
        <translation>预测需要选项（choices），或所问的数的量（measure）</translation>
    </message>
    <message>
        <source>exactly one choice must be right where no measure decides</source>
        <translation>没有量来判定时，必须恰有一个选项正确</translation>
    </message>
    <message>
        <source>a prediction has at least two choices</source>
        <translation>预测至少有两个选项</translation>
    </message>
    <message>
        <source>factor must be a number &gt;= 1, got {factor}</source>
        <translation>factor 必须是 &gt;= 1 的数，得到的是 {factor}</translation>
    </message>
    <message>
        <source>a step that sets up needs one of scene, config, change</source>
        <translation>设置的步骤需要 scene、config、change 之一</translation>
    </message>
    <message>
        <source>config must be a table</source>
        <translation>config 必须是表</translation>
    </message>
    <message>
        <source>{field} must be a table of settings, got {changes}</source>
        <translation>{field} 必须是设置的表，得到的是 {changes}</translation>
    </message>
    <message>
        <source>{name} cannot change while it trains: set up another run</source>
        <translation>{name} 不能在训练中改变：请设置另一个运行</translation>
    </message>
    <message>
        <source>a step that runs needs either to or until</source>
        <translation>运行的步骤需要 to 或 until 之一</translation>
    </message>
    <message>
        <source>to must be a step from 1 to {most}, got {to}</source>
        <translation>to 必须是 1 到 {most} 的步，得到的是 {to}</translation>
    </message>
    <message>
        <source>speed must be a number &gt; 0, got {speed}</source>
        <translation>speed 必须是 &gt; 0 的数，得到的是 {speed}</translation>
    </message>
    <message>
        <source>at_most must be from 1 to {most}, got {text}</source>
        <translation>at_most 必须为 1 到 {most}，得到的是 {text}</translation>
    </message>
    <message>
        <source>a task needs a {field}</source>
        <translation>任务需要 {field}</translation>
    </message>
    <message>
        <source>keep must be names of settings, got {keep}</source>
        <translation>keep 必须是设置的名称，得到的是 {keep}</translation>
    </message>
    <message>
        <source>the solution touches {name}, which is to be kept</source>
        <translation>解答改动了 {name}，而它应当保持不变</translation>
    </message>
    <message>
        <source>again must be true where the solution cannot be made while it trains</source>
        <translation>解答不能在训练中进行时，again 必须为 true</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>量</translation>
    </message>
    <message>
        <source>weight gradient, layer 1 ÷ output layer</source>
        <translation>权重梯度，第 1 层 ÷ 输出层</translation>
    </message>
    <message>
        <source>backward signal, layer 1 ÷ output layer</source>
        <translation>反向信号，第 1 层 ÷ 输出层</translation>
    </message>
    <message>
        <source>signal, last hidden layer ÷ layer 1</source>
        <translation>信号，最后一个隐藏层 ÷ 第 1 层</translation>
    </message>
    <message>
        <source>slope factor, median over the layers</source>
        <translation>斜率因子，各层的中位数</translation>
    </message>
    <message>
        <source>product of the slope factors of all layers</source>
        <translation>所有层斜率因子的乘积</translation>
    </message>
    <message>
        <source>weight factor, median over the layers</source>
        <translation>权重因子，各层的中位数</translation>
    </message>
    <message>
        <source>the activation&apos;s largest slope</source>
        <translation>激活函数的最大斜率</translation>
    </message>
    <message>
        <source>update : weight ratio of layer 1</source>
        <translation>第 1 层的更新/权重比</translation>
    </message>
    <message>
        <source>update : weight ratio of the output layer</source>
        <translation>输出层的更新/权重比</translation>
    </message>
    <message>
        <source>update : weight ratio, layer 1 ÷ output layer</source>
        <translation>更新/权重比，第 1 层 ÷ 输出层</translation>
    </message>
    <message>
        <source>loss on the training set</source>
        <translation>训练集上的损失</translation>
    </message>
    <message>
        <source>accuracy on the training set</source>
        <translation>训练集上的准确率</translation>
    </message>
    <message>
        <source>loss on the test set</source>
        <translation>测试集上的损失</translation>
    </message>
    <message>
        <source>accuracy on the test set</source>
        <translation>测试集上的准确率</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>share of dead units</source>
        <translation>死亡单元的比例</translation>
    </message>
    <message>
        <source>networks with a dead layer</source>
        <translation>有死亡层的网络</translation>
    </message>
    <message>
        <source>hidden units</source>
        <translation>隐藏单元</translation>
    </message>
    <message>
        <source>accuracy on the training set without the dead units</source>
        <translation>去掉死亡单元后训练集上的准确率</translation>
    </message>
    <message>
        <source>accuracy lost on the training set without the dead units</source>
        <translation>去掉死亡单元后训练集上损失的准确率</translation>
    </message>
    <message>
        <source>deaths so far</source>
        <translation>迄今的死亡次数</translation>
    </message>
    <message>
        <source>revivals so far</source>
        <translation>迄今的复活次数</translation>
    </message>
    <message>
        <source>units dead from the start</source>
        <translation>一开始就死亡的单元</translation>
    </message>
    <message>
        <source>step of the first death</source>
        <translation>首次死亡的步</translation>
    </message>
    <message>
        <source>step of divergence</source>
        <translation>发散的步</translation>
    </message>
    <message>
        <source>largest share of saturated values of a layer</source>
        <translation>各层饱和比例的最大值</translation>
    </message>
    <message>
        <source>how far the learned α has moved from its start, mean over the layers</source>
        <translation>学到的 α 离起点移动了多远，各层的平均</translation>
    </message>
    <message>
        <source>hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>largest slope, multiplied over all layers</source>
        <translation>最大斜率，所有层相乘</translation>
    </message>
    <message>
        <source>what a layer leaves of the backward signal, on average</source>
        <translation>一层平均留下反向信号的多少</translation>
    </message>
    <message>
        <source>share of examples that switch a unit on, on average</source>
        <translation>平均有多少比例的样本使单元打开</translation>
    </message>
    <message>
        <source>smallest learned α of a layer</source>
        <translation>各层学到的 α 的最小值</translation>
    </message>
    <message>
        <source>largest learned α of a layer</source>
        <translation>各层学到的 α 的最大值</translation>
    </message>
    <message>
        <source>size of the mean activation, over the hidden layers</source>
        <translation>各隐藏层平均激活值的大小</translation>
    </message>
    <message>
        <source>{name}, line {line}: this is not UTF-8 text</source>
        <translation>{name}，第 {line} 行：这不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>{name} cannot be read: {fault}</source>
        <translation>无法读取 {name}：{fault}</translation>
    </message>
    <message>
        <source>{name} is a configuration: copy its text, and Edit › Paste configuration runs it</source>
        <translation>{name} 是配置：请复制它的文字，再用“编辑 › 粘贴配置”运行</translation>
    </message>
    <message>
        <source>{name} is neither a lesson, which has steps under lines [[step]], nor a scene, which has a claim, nor a proof, which has a source</source>
        <translation>{name} 不是课程（在 [[step]] 行之下有步骤），不是场景（有 claim），也不是验证实验（有 source）</translation>
    </message>
    <message>
        <source>standard deviation of the outputs h, by layer</source>
        <translation>各层输出 h 的标准差</translation>
    </message>
    <message>
        <source>mean of the outputs h, by layer</source>
        <translation>各层输出 h 的均值</translation>
    </message>
    <message>
        <source>variance of the outputs h, by layer</source>
        <translation>各层输出 h 的方差</translation>
    </message>
    <message>
        <source>share of outputs h beyond ±0.97, by layer</source>
        <translation>各层输出 h 超出 ±0.97 的比例</translation>
    </message>
    <message>
        <source>units that are 0 for all examples, by layer</source>
        <translation>各层对所有样本都为 0 的单元</translation>
    </message>
    <message>
        <source>length of the gradient of the biases, by layer</source>
        <translation>各层偏置梯度的长度</translation>
    </message>
    <message>
        <source>RMS of the weight gradient, by layer, output layer last</source>
        <translation>各层权重梯度的均方根，输出层在最后</translation>
    </message>
    <message>
        <source>backward signal, RMS of each example&apos;s ∂J/∂z, by layer</source>
        <translation>各层的反向信号，即每个样本的 ∂J/∂z 的均方根</translation>
    </message>
    <message>
        <source>mean singular value of ∂z of the next layer by ∂z, by layer</source>
        <translation>各层：下一层的 ∂z 对 ∂z 的平均奇异值</translation>
    </message>
    <message>
        <source>deviation of the outputs h, last hidden layer ÷ layer 1</source>
        <translation>输出 h 的标准差，最后一个隐藏层 ÷ 第 1 层</translation>
    </message>
    <message>
        <source>weight gradient, hidden layer 2 ÷ the last hidden layer</source>
        <translation>权重梯度，隐藏层 2 ÷ 最后一个隐藏层</translation>
    </message>
    <message>
        <source>backward signal, factor from a hidden layer to the one before</source>
        <translation>反向信号，从一个隐藏层到前一层的因子</translation>
    </message>
    <message>
        <source>ln of the backward signal, layer 1 ÷ the last hidden layer</source>
        <translation>反向信号的 ln，第 1 层 ÷ 最后一个隐藏层</translation>
    </message>
    <message>
        <source>log₁₀ of the squared backward signal, layer 1 ÷ the last hidden layer</source>
        <translation>反向信号平方的 log₁₀，第 1 层 ÷ 最后一个隐藏层</translation>
    </message>
    <message>
        <source>share of networks whose output is constant</source>
        <translation>输出恒定的网络的比例</translation>
    </message>
    <message>
        <source>autocorrelation of dy/dx at a distance of 5 points</source>
        <translation>dy/dx 在相距 5 个点处的自相关</translation>
    </message>
    <message>
        <source>loss on the training set with its penalty</source>
        <translation>训练集上的损失，连同惩罚项</translation>
    </message>
    <message>
        <source>proof</source>
        <translation>验证实验</translation>
    </message>
    <message>
        <source>a proof</source>
        <translation>验证实验</translation>
    </message>
    <message>
        <source>a proof&apos;s file must be named by letters, digits and -</source>
        <translation>验证实验的文件名只能用字母、数字和 -</translation>
    </message>
    <message>
        <source>{field} must be a text, got {text}</source>
        <translation>{field} 必须是文字，得到的是 {text}</translation>
    </message>
    <message>
        <source>order must be a whole number, got {text}</source>
        <translation>order 必须是整数，得到的是 {text}</translation>
    </message>
    <message>
        <source>differs must be a text, got {text}</source>
        <translation>differs 必须是文字，得到的是 {text}</translation>
    </message>
    <message>
        <source>a proof needs a [config] of runs or a [[network]]</source>
        <translation>验证实验需要运行的 [config] 或一个 [[network]]</translation>
    </message>
    <message>
        <source>two runs or networks have the name {twice}</source>
        <translation>有两个运行或网络叫 {twice}</translation>
    </message>
    <message>
        <source>a proof needs at least one [[number]]</source>
        <translation>验证实验至少需要一个 [[number]]</translation>
    </message>
    <message>
        <source>the runs must be tables, each under a line [[config.lane]]</source>
        <translation>各个运行必须是表，每个都在一行 [[config.lane]] 之下</translation>
    </message>
    <message>
        <source>name must be a text, got {text}</source>
        <translation>name 必须是文字，得到的是 {text}</translation>
    </message>
    <message>
        <source>a network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>hidden must be widths such as 500x10, got {text}</source>
        <translation>hidden 必须写成宽度，如 500x10，得到的是 {text}</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>what must be a text, got {text}</source>
        <translation>what 必须是文字，得到的是 {text}</translation>
    </message>
    <message>
        <source>: there are {names}</source>
        <translation>：有 {names}</translation>
    </message>
    <message>
        <source>there is no run or network {name}</source>
        <translation>没有运行或网络 {name}</translation>
    </message>
    <message>
        <source>{field} must be a number, got {value}</source>
        <translation>{field} 必须是数，得到的是 {value}</translation>
    </message>
    <message>
        <source>step must be a whole number, got {value}</source>
        <translation>step 必须是整数，得到的是 {value}</translation>
    </message>
    <message>
        <source>{name} does not train, so {measure} at step {step} has no value there</source>
        <translation>{name} 不训练，所以 {measure} 在第 {step} 步没有值</translation>
    </message>
    <message>
        <source>{field} must be numbers, got {values}</source>
        <translation>{field} 必须是数，得到的是 {values}</translation>
    </message>
    <message>
        <source>kind of inputs</source>
        <translation>输入的种类</translation>
    </message>
    <message>
        <source>inputs must be {n}, as many as the pictures have pixels, got {inputs}</source>
        <translation>inputs 必须为 {n}，与图片的像素一样多，得到的是 {inputs}</translation>
    </message>
    <message>
        <source>{name} must be a whole number from 1 to {most}</source>
        <translation>{name} 必须是 1 到 {most} 的整数</translation>
    </message>
    <message>
        <source>hidden must be 1 to {most} layers of 1 to {width} units</source>
        <translation>hidden 必须是 1 到 {most} 层，每层 1 到 {width} 个单元</translation>
    </message>
    <message>
        <source>{number} must be a number from 0 to 1000</source>
        <translation>{number} 必须是 0 到 1000 的数</translation>
    </message>
    <message>
        <source>dtype must be float32 or float64</source>
        <translation>dtype 必须是 float32 或 float64</translation>
    </message>
    <message>
        <source>residual must be a whole number &gt;= 0</source>
        <translation>residual 必须是 &gt;= 0 的整数</translation>
    </message>
    <message>
        <source>classes need at least 2 outputs</source>
        <translation>类别需要至少 2 个输出</translation>
    </message>
    <message>
        <source>scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>a scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>order must be a whole number, got {order}</source>
        <translation>order 必须是整数，得到的是 {order}</translation>
    </message>
    <message>
        <source>a scene has at most {most} captions</source>
        <translation>场景至多有 {most} 条说明</translation>
    </message>
    <message>
        <source>{field} must be a whole number from {least} to {most}, got {value}</source>
        <translation>{field} 必须是 {least} 到 {most} 的整数，得到的是 {value}</translation>
    </message>
    <message>
        <source>a change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>at must be a step, got {at}</source>
        <translation>at 必须是步，得到的是 {at}</translation>
    </message>
    <message>
        <source>set must be a table of settings, got {changes}</source>
        <translation>set 必须是设置的表，得到的是 {changes}</translation>
    </message>
    <message>
        <source>{name} cannot change while it trains</source>
        <translation>{name} 不能在训练中改变</translation>
    </message>
    <message>
        <source>the changes of a lane must follow one another on the way to the step `to`</source>
        <translation>一条泳道的改动必须依次发生在到达第 `to` 步的途中</translation>
    </message>
    <message>
        <source>a caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>an action</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>from_start must be true or false, got {from_start}</source>
        <translation>from_start 必须是 true 或 false，得到的是 {from_start}</translation>
    </message>
    <message>
        <source>{field} must be a whole number of steps &gt; 0, got {steps}</source>
        <translation>{field} 必须是 &gt; 0 的整数步数，得到的是 {steps}</translation>
    </message>
    <message>
        <source>{field} needs a change of settings that can change while it trains</source>
        <translation>{field} 需要可以在训练中改变的设置的改动</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>不是数</translation>
    </message>
    <message>
        <source>infinite</source>
        <translation>无穷大</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永远</translation>
    </message>
    <message>
        <source>this is not JSON: {fault}</source>
        <translation>这不是 JSON：{fault}</translation>
    </message>
    <message>
        <source>this is not TOML: {fault}</source>
        <translation>这不是 TOML：{fault}</translation>
    </message>
    <message>
        <source>values are nested too deep: at most {most} levels are allowed</source>
        <translation>值嵌套太深：至多 {most} 层</translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation>这不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>a number has thousands of digits, which is too many</source>
        <translation>有个数有几千位，太长了</translation>
    </message>
    <message>
        <source>{name} cannot be opened: another program is changing it</source>
        <translation>无法打开 {name}：另一个程序正在改动它</translation>
    </message>
    <message>
        <source>{name} is being recorded: it can be written, renamed or deleted when that has ended</source>
        <translation>{name} 正在记录：记录结束后才能写入、重命名或删除</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}</source>
        <translation>无法写入 {path}：{why}</translation>
    </message>
    <message>
        <source>lane {name}&apos;s state of step {step}</source>
        <translation>泳道 {name} 第 {step} 步的状态</translation>
    </message>
    <message>
        <source>{where} is of another network</source>
        <translation>{where}属于另一个网络</translation>
    </message>
    <message>
        <source>{where} does not fit its network of {size} parameters</source>
        <translation>{where}不符合它有 {size} 个参数的网络</translation>
    </message>
    <message>
        <source>{where} does not fit its {n} training examples</source>
        <translation>{where}不符合它的 {n} 个训练样本</translation>
    </message>
    <message>
        <source>{where} has no usable state of the random numbers</source>
        <translation>{where}没有可用的随机数状态</translation>
    </message>
    <message>
        <source>the examples are too large for the file, and came from no other</source>
        <translation>样本太大，文件里放不下，又不来自别的文件</translation>
    </message>
    <message>
        <source>{name} has changed since, or another version read it, and the run needs the former examples</source>
        <translation>{name} 后来改变了，或者由别的版本读取过，而这个运行需要原来的样本</translation>
    </message>
    <message>
        <source>lanes share their {setting}, and these runs have {values}</source>
        <translation>各泳道的{setting}必须相同，而这些运行是 {values}</translation>
    </message>
    <message>
        <source>Lane {name} is left out: {problem}.</source>
        <translation>泳道 {name} 没有打开：{problem}。</translation>
    </message>
    <message>
        <source>Lane {name} is opened at step {step}, the last whose state is in the file: to compute all steps up to {last} again would take too long.</source>
        <translation>泳道 {name} 在第 {step} 步打开，即文件中保存了状态的最后一步：重新计算到第 {last} 步会花太长时间。</translation>
    </message>
    <message>
        <source>An older version recorded it up to step {step}: which deaths, revivals and results the record holds until there depends on how often the run was measured.</source>
        <translation>直到第 {step} 步，它由较早的版本记录：到那里为止，记录中有哪些死亡、复活和结果，取决于当时测量的频率。</translation>
    </message>
    <message>
        <source>Lane {name}&apos;s settings are corrected: they said {setting} {said}, and it was trained with {ran}.</source>
        <translation>泳道 {name} 的设置已更正：原来写的是{setting} {said}，而训练时用的是 {ran}。</translation>
    </message>
    <message>
        <source>Lane {name} began with its own {settings}, which lanes share: it goes on as it was recorded, and cannot be compared with lane {first} step by step.</source>
        <translation>泳道 {name} 开始时的{settings}与众不同，而各泳道本应相同：它按记录继续，不能与泳道 {first} 逐步比较。</translation>
    </message>
    <message>
        <source>there is no room left</source>
        <translation>没有剩余空间</translation>
    </message>
    <message>
        <source>it, its folder or its disk is read-only</source>
        <translation>它、它的文件夹或磁盘是只读的</translation>
    </message>
    <message>
        <source>access to it is denied</source>
        <translation>没有访问权限</translation>
    </message>
    <message>
        <source>it, or a file that belongs beside it, cannot be opened or made there</source>
        <translation>无法打开它或旁边的附属文件，也无法在那里创建</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>另一个程序正在使用它</translation>
    </message>
    <message>
        <source>the disk reports an error; it may be full</source>
        <translation>磁盘报告错误；可能已满</translation>
    </message>
    <message>
        <source>its disk does not hold files of this size</source>
        <translation>它的磁盘放不下这么大的文件</translation>
    </message>
    <message>
        <source>{name} is damaged</source>
        <translation>{name}已损坏</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>缺少{name}</translation>
    </message>
    <message>
        <source>{name} is not a session of actviz</source>
        <translation>{name} 不是 actviz 的会话</translation>
    </message>
    <message>
        <source>{name} was written by a newer version of actviz (format {version}; this one reads up to {newest})</source>
        <translation>{name} 由较新版本的 actviz 写成（格式 {version}；本版本至多能读 {newest}）</translation>
    </message>
    <message>
        <source>{name} does not have the tables of a session of actviz</source>
        <translation>{name} 没有 actviz 会话的各个表</translation>
    </message>
    <message>
        <source>a lane</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>{name} cannot be read: it is {kind}</source>
        <translation>无法读取 {name}：它是{kind}</translation>
    </message>
    <message>
        <source>{name} has {size} bytes, and at most {most} can be read</source>
        <translation>{name} 有 {size} 字节，至多能读 {most} 字节</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {text}</source>
        <translation>无法打开 {name}：{text}</translation>
    </message>
    <message>
        <source>{name} is damaged: it holds impossible values</source>
        <translation>{name} 已损坏：它含有不可能的值</translation>
    </message>
    <message>
        <source>{name} cannot be written: {why}</source>
        <translation>无法写入 {name}：{why}</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {why}</source>
        <translation>无法打开 {name}：{why}</translation>
    </message>
    <message>
        <source>{name} is damaged or no session of actviz ({fault})</source>
        <translation>{name} 已损坏，或不是 actviz 的会话（{fault}）</translation>
    </message>
    <message>
        <source>changes are missing</source>
        <translation>缺少改动</translation>
    </message>
    <message>
        <source>the columns have an impossible thinning</source>
        <translation>各列的抽稀不可能</translation>
    </message>
    <message>
        <source>the steps are out of order</source>
        <translation>步的次序不对</translation>
    </message>
    <message>
        <source>the censuses are out of order</source>
        <translation>普查的次序不对</translation>
    </message>
    <message>
        <source>there are more events than were counted</source>
        <translation>事件比计数的多</translation>
    </message>
    <message>
        <source>the units&apos; activity is out of order</source>
        <translation>单元活跃程度的次序不对</translation>
    </message>
    <message>
        <source>the units&apos; activity is beyond 100 %</source>
        <translation>单元的活跃程度超过 100 %</translation>
    </message>
    <message>
        <source>column {name}</source>
        <translation>列 {name}</translation>
    </message>
    <message>
        <source>a part of column {name} is missing</source>
        <translation>列 {name} 缺少一部分</translation>
    </message>
    <message>
        <source>column {name} does not have its {n} values</source>
        <translation>列 {name} 没有它应有的 {n} 个值</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>the data&apos;s classes are out of range</source>
        <translation>数据的类别超出范围</translation>
    </message>
    <message>
        <source>the data&apos;s targets must be a table</source>
        <translation>数据的目标必须是表</translation>
    </message>
    <message>
        <source>the data&apos;s inputs are not all named</source>
        <translation>数据的输入没有全部命名</translation>
    </message>
    <message>
        <source>the data have no training examples</source>
        <translation>数据没有训练样本</translation>
    </message>
    <message>
        <source>events are of units that are not there</source>
        <translation>有事件属于不存在的单元</translation>
    </message>
    <message>
        <source>a session has between 1 and {most} lanes, and this one has {n} or more</source>
        <translation>一个会话有 1 到 {most} 条泳道，而这个有 {n} 条或更多</translation>
    </message>
    <message>
        <source>a lane&apos;s changes are not of its network</source>
        <translation>有泳道的改动不属于它的网络</translation>
    </message>
    <message>
        <source>a lane&apos;s steps are out of order</source>
        <translation>有泳道的步次序不对</translation>
    </message>
    <message>
        <source>a state is of a step that the run has not reached</source>
        <translation>有状态属于运行没有到达的步</translation>
    </message>
    <message>
        <source>it has more than {most} notes, of which each lane has {most_of_lane} at most</source>
        <translation>它的笔记超过 {most} 条，而每条泳道至多 {most_of_lane} 条</translation>
    </message>
    <message>
        <source>a note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>a note is of an impossible step</source>
        <translation>有笔记属于不可能的步</translation>
    </message>
    <message>
        <source>a note is no text</source>
        <translation>有笔记不是文字</translation>
    </message>
    <message>
        <source>a note is about a lane that does not exist</source>
        <translation>有笔记属于不存在的泳道</translation>
    </message>
    <message>
        <source>two notes are about the same step</source>
        <translation>有两条笔记属于同一步</translation>
    </message>
    <message>
        <source>the session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>the summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>the summary is damaged</source>
        <translation>摘要已损坏</translation>
    </message>
    <message>
        <source>a lane&apos;s given weights</source>
        <translation>泳道的给定权重</translation>
    </message>
    <message>
        <source>{name} are missing</source>
        <translation>缺少{name}</translation>
    </message>
    <message>
        <source>a state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>checkpoints are missing</source>
        <translation>缺少检查点</translation>
    </message>
    <message>
        <source>a state has another size than it says</source>
        <translation>有状态的大小与所说的不同</translation>
    </message>
    <message>
        <source>a state has no random numbers</source>
        <translation>有状态没有随机数</translation>
    </message>
    <message>
        <source>the tasks are out of order</source>
        <translation>任务的次序不对</translation>
    </message>
    <message>
        <source>the steps at which units were recycled are out of order</source>
        <translation>回收单元的步次序不对</translation>
    </message>
    <message>
        <source>a hidden layer has more dead and nearly silent units than units</source>
        <translation>有隐藏层的死亡和近乎沉默的单元比单元还多</translation>
    </message>
    <message>
        <source>it holds text that is too long</source>
        <translation>它含有过长的文字</translation>
    </message>
    <message>
        <source>it holds text that is no JSON object</source>
        <translation>它含有不是 JSON 对象的文字</translation>
    </message>
    <message>
        <source>{name} must be text</source>
        <translation>{name} 必须是文字</translation>
    </message>
    <message>
        <source>{name} must be a whole number between 0 and {most}</source>
        <translation>{name} 必须是 0 到 {most} 之间的整数</translation>
    </message>
    <message>
        <source>{name} was deleted, renamed or changed by another program</source>
        <translation>{name} 被另一个程序删除、重命名或改动了</translation>
    </message>
    <message>
        <source>a number of thousands of digits</source>
        <translation>有几千位的数</translation>
    </message>
    <message>
        <source>a value nested too deep to be shown</source>
        <translation>嵌套太深、无法显示的值</translation>
    </message>
    <message>
        <source>unknown {noun} {key}: did you mean {near}?</source>
        <translation>没有这样的{noun}：{key}；是不是 {near}？</translation>
    </message>
    <message>
        <source>unknown {noun} {key}: known are {keys}</source>
        <translation>没有这样的{noun}：{key}；可用的有 {keys}</translation>
    </message>
    <message>
        <source>Around the present settings</source>
        <translation>围绕现在的设置</translation>
    </message>
    <message>
        <source>the workers take no more runs ({fault}); what was measured is kept</source>
        <translation>工作进程不再接受运行（{fault}）；已测得的保留</translation>
    </message>
    <message>
        <source>its worker died {n} times: {why}</source>
        <translation>它的工作进程终止了 {n} 次：{why}</translation>
    </message>
    <message>
        <source>{name} is {kind}: a map needs a file</source>
        <translation>{name} 是{kind}：扫描图需要文件</translation>
    </message>
    <message>
        <source>{name} is being written by another sweep</source>
        <translation>另一次扫描正在写入 {name}</translation>
    </message>
    <message>
        <source>{name} holds another sweep: name another file, or delete it</source>
        <translation>{name} 中是另一次扫描：请用别的文件名，或删除它</translation>
    </message>
    <message>
        <source>{name} is no map of a sweep: it is empty</source>
        <translation>{name} 不是扫描图：它是空的</translation>
    </message>
    <message>
        <source>{name} is another program&apos;s database, not the map of a sweep</source>
        <translation>{name} 是别的程序的数据库，不是扫描图</translation>
    </message>
    <message>
        <source>{name} was written by a newer actviz, which this one cannot read: update actviz</source>
        <translation>{name} 由较新的 actviz 写成，本版本无法读取：请更新 actviz</translation>
    </message>
    <message>
        <source>{name} is damaged: it does not say what was swept</source>
        <translation>{name} 已损坏：它没有说明扫描了什么</translation>
    </message>
    <message>
        <source>{name} is damaged: {fault}</source>
        <translation>{name} 已损坏：{fault}</translation>
    </message>
    <message>
        <source>{name} is damaged: it has a run that is none of its sweep</source>
        <translation>{name} 已损坏：其中有不属于它的扫描的运行</translation>
    </message>
    <message>
        <source>{name} is damaged: a run&apos;s measures cannot be read</source>
        <translation>{name} 已损坏：有运行的测量值无法读取</translation>
    </message>
    <message>
        <source>{name} cannot be written: the disk is full; what was measured before is kept</source>
        <translation>无法写入 {name}：磁盘已满；之前测得的保留</translation>
    </message>
    <message>
        <source>{name} is being written by another program</source>
        <translation>另一个程序正在写入 {name}</translation>
    </message>
    <message>
        <source>{name} is damaged, or no map of a sweep: {text}</source>
        <translation>{name} 已损坏，或不是扫描图：{text}</translation>
    </message>
    <message>
        <source>a stopping rule must be like &apos;accuracy above 0.99&apos;, got {text}</source>
        <translation>停止规则必须像 &apos;accuracy above 0.99&apos; 这样，得到的是 {text}</translation>
    </message>
    <message>
        <source>a sweep has one or two axes, got {n}</source>
        <translation>一次扫描有一条或两条坐标轴，得到的是 {n} 条</translation>
    </message>
    <message>
        <source>a sweep has the axis {field} twice</source>
        <translation>这次扫描有两条坐标轴 {field}</translation>
    </message>
    <message>
        <source>a sweep needs at least one measure</source>
        <translation>一次扫描至少需要一个量</translation>
    </message>
    <message>
        <source>a sweep names a measure twice</source>
        <translation>这次扫描两次列出同一个量</translation>
    </message>
    <message>
        <source>refine must be {all} or {changing}, got {refine}</source>
        <translation>refine 必须是 {all} 或 {changing}，得到的是 {refine}</translation>
    </message>
    <message>
        <source>a sweep may have at most {most} runs, got {n}</source>
        <translation>一次扫描至多有 {most} 个运行，得到的是 {n} 个</translation>
    </message>
    <message>
        <source>this does not describe a sweep</source>
        <translation>这没有描述一次扫描</translation>
    </message>
    <message>
        <source>{name} must be a whole number from {low} to {high}, got {value}</source>
        <translation>{name} 必须是 {low} 到 {high} 的整数，得到的是 {value}</translation>
    </message>
    <message>
        <source>a title must be text, got {value}</source>
        <translation>标题必须是文字，得到的是 {value}</translation>
    </message>
    <message>
        <source>the axis {name} needs a list of values, got {values}</source>
        <translation>坐标轴 {name} 需要值的列表，得到的是 {values}</translation>
    </message>
    <message>
        <source>{name} is not UTF-8 text, as a sweep must be</source>
        <translation>{name} 不是 UTF-8 文本，而扫描文件必须是</translation>
    </message>
    <message>
        <source>a sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>a sweep has one or two axes, each under a line [[axis]], got {n}</source>
        <translation>一次扫描有一条或两条坐标轴，每条都在一行 [[axis]] 之下，得到的是 {n} 条</translation>
    </message>
    <message>
        <source>measures must be a list of names, got {measures}</source>
        <translation>measures 必须是名称的列表，得到的是 {measures}</translation>
    </message>
    <message>
        <source>{name} must be text, got {text}</source>
        <translation>{name} 必须是文字，得到的是 {text}</translation>
    </message>
    <message>
        <source>a sweep has one configuration, without lanes</source>
        <translation>一次扫描只有一个配置，没有泳道</translation>
    </message>
    <message>
        <source>an axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>field must name what the axis sets, got {field}</source>
        <translation>field 必须指明坐标轴设置什么，得到的是 {field}</translation>
    </message>
    <message>
        <source>scale must be {linear} or {logarithmic}, got {scale}</source>
        <translation>scale 必须是 {linear} 或 {logarithmic}，得到的是 {scale}</translation>
    </message>
    <message>
        <source>values must be a list, got {values}</source>
        <translation>values 必须是列表，得到的是 {values}</translation>
    </message>
    <message>
        <source>an axis needs values, or from, to and count: {name} is missing</source>
        <translation>坐标轴需要 values，或者 from、to 和 count：缺少 {name}</translation>
    </message>
    <message>
        <source>the given weights lack {name}, which the network needs</source>
        <translation>给定的权重中没有网络需要的 {name}</translation>
    </message>
    <message>
        <source>{name} has the shape {shape} in the given weights and {needed} in the network</source>
        <translation>{name} 在给定的权重中形状是 {shape}，在网络中是 {needed}</translation>
    </message>
    <message>
        <source>{noun} needs the library h5py, which is not installed: pip install &quot;actviz[keras]&quot;</source>
        <translation>{noun} 需要库 h5py，它没有安装：pip install &quot;actviz[keras]&quot;</translation>
    </message>
    <message>
        <source>{name} is damaged, or no HDF5 file of weights</source>
        <translation>{name} 已损坏，或不是 HDF5 权重文件</translation>
    </message>
    <message>
        <source>{name}, array {key}, is stored in another file, and only one file is read</source>
        <translation>{name}，数组 {key} 存放在另一个文件中，而这里只读一个文件</translation>
    </message>
    <message>
        <source>{name} has groups within groups, more than {most} deep</source>
        <translation>{name} 的组嵌套超过 {most} 层</translation>
    </message>
    <message>
        <source>{name} holds {n} arrays and groups, and at most {most} can be read</source>
        <translation>{name} 中有 {n} 个数组和组，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>An HDF5 file</source>
        <translation>HDF5 文件</translation>
    </message>
    <message>
        <source>{name}, array {key}, value {place}: {value} is not finite, and weights must be</source>
        <translation>{name}，数组 {key}，值 {place}：{value} 不是有限的数，而权重必须是</translation>
    </message>
    <message>
        <source>{name}, array {key}, value {place}: {value} is too large for float32</source>
        <translation>{name}，数组 {key}，值 {place}：{value} 对 float32 来说太大</translation>
    </message>
    <message>
        <source>turned: the file has (outputs, inputs)</source>
        <translation>已转置：文件中是 (输出, 输入)</translation>
    </message>
    <message>
        <source>layer {layer}, {kind}</source>
        <translation>第 {layer} 层，{kind}</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>All layers are square, so both ways fit: by their names, they are taken as (inputs, outputs), as Keras and textbooks write them.</source>
        <translation>所有层都是方阵，所以两种方式都符合：按名称，当作 (输入, 输出)，即 Keras 和教科书的写法。</translation>
    </message>
    <message>
        <source>All layers are square, so both ways fit: by their names, they are taken as (outputs, inputs), as PyTorch writes them.</source>
        <translation>所有层都是方阵，所以两种方式都符合：按名称，当作 (输出, 输入)，即 PyTorch 的写法。</translation>
    </message>
    <message>
        <source>By their shapes, the weights are {way}, though their names would say otherwise.</source>
        <translation>按形状，权重是 {way}，尽管名称表示的是另一种。</translation>
    </message>
    <message>
        <source>(outputs, inputs)</source>
        <translation>(输出, 输入)</translation>
    </message>
    <message>
        <source>(inputs, outputs)</source>
        <translation>(输入, 输出)</translation>
    </message>
    <message>
        <source>{name} lacks {parameter}, {shape}, which the network needs ({place})</source>
        <translation>{name} 中没有网络需要的 {parameter}，形状 {shape}（{place}）</translation>
    </message>
    <message>
        <source>{name}, array {key}, has the shape {shape}, and a fully connected layer&apos;s weights have two dimensions</source>
        <translation>{name}，数组 {key} 的形状是 {shape}，而全连接层的权重是二维的</translation>
    </message>
    <message>
        <source>{name} holds {names}, and no weights under a usual name, such as &apos;fc1.weight&apos;, &apos;dense/kernel&apos;, &apos;W1&apos; or &apos;weights_1&apos;</source>
        <translation>{name} 中有 {names}，没有用常用名称的权重，如 &apos;fc1.weight&apos;、&apos;dense/kernel&apos;、&apos;W1&apos; 或 &apos;weights_1&apos;</translation>
    </message>
    <message>
        <source>slopes α</source>
        <translation>斜率 α</translation>
    </message>
    <message>
        <source>a normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>The file has {what}, for which this network has no place.</source>
        <translation>文件中有{what}，而这个网络没有放它的地方。</translation>
    </message>
    <message>
        <source>{name} has {what} in {layers} ({key} …), and the network in {own}</source>
        <translation>{name} 有 {layers}带{what}（{key} …），而网络有 {own}</translation>
    </message>
    <message>
        <source>{name} does not fit: {place} have the shape {shape} in the file ({key}) and {own} in the network</source>
        <translation>{name} 不符合：{place}在文件中形状是 {shape}（{key}），在网络中是 {own}</translation>
    </message>
    <message>
        <source>the same for all units</source>
        <translation>对所有单元相同</translation>
    </message>
    <message>
        <source>not in the file: as a new network has it</source>
        <translation>文件中没有：与新网络相同</translation>
    </message>
    <message>
        <source>The file has no {kind} for some layers: they start as in a new network.</source>
        <translation>文件中有些层没有{kind}：它们像新网络那样开始。</translation>
    </message>
    <message>
        <source>the file&apos;s layer {number}</source>
        <translation>文件的第 {number} 层</translation>
    </message>
    <message>
        <source>{name} holds a network {widths}, and this one is {own}</source>
        <translation>{name} 中的网络是 {widths}，而这个网络是 {own}</translation>
    </message>
    <message>
        <source>{name} has the weights of {layers}, and the network has {own}, {widths}</source>
        <translation>{name} 有 {layers}的权重，而网络有 {own}，{widths}</translation>
    </message>
    <message>
        <source>{name} does not fit: layer {layer} has {found} weights in the file ({key}) and {wanted} in the network (inputs × outputs)</source>
        <translation>{name} 不符合：第 {layer} 层在文件中有 {found} 个权重（{key}），在网络中有 {wanted} 个（输入 × 输出）</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} layer</source>
        <comment>{n:,} layers</comment>
        <translation>
            <numerusform>{n:,} 层</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} is damaged: it is not a whole zip archive, as an NPZ file must be</source>
        <translation>{name} 已损坏：它不是完整的 zip 压缩包，而 NPZ 文件必须是</translation>
    </message>
    <message>
        <source>{name} holds two arrays named {key}, and names must differ</source>
        <translation>{name} 中有两个叫 {key} 的数组，而名称必须不同</translation>
    </message>
    <message>
        <source>a pickle</source>
        <translation>pickle 文件</translation>
    </message>
    <message>
        <source>PyTorch&apos;s own format, a pickle</source>
        <translation>PyTorch 自己的格式，即 pickle 文件</translation>
    </message>
    <message>
        <source>{name} is {kind}, which can run any program when it is opened; if you trust it, turn it into an NPZ file: {line} (then open {converted})</source>
        <translation>{name} 是{kind}，打开时可以运行任何程序；如果你信任它，请把它转成 NPZ 文件：{line}（然后打开 {converted}）</translation>
    </message>
    <message>
        <source>{name} has {n} bytes, and at most {most} can be read</source>
        <translation>{name} 有 {n} 字节，至多能读 {most} 字节</translation>
    </message>
    <message>
        <source>{name} is no file of weights that can be read: it must be NPZ, safetensors, or HDF5 as Keras writes it</source>
        <translation>{name} 不是可以读取的权重文件：它必须是 NPZ、safetensors，或 Keras 写成的 HDF5</translation>
    </message>
    <message>
        <source>{name} is damaged: it is not a whole zip archive</source>
        <translation>{name} 已损坏：它不是完整的 zip 压缩包</translation>
    </message>
    <message>
        <source>{name} holds no array of numbers; numpy.savez(file, *weights) saves a list of arrays</source>
        <translation>{name} 中没有数的数组；numpy.savez(file, *weights) 可保存一列数组</translation>
    </message>
    <message>
        <source>{name} holds no array of numbers (but {others}); numpy.savez(file, *weights) saves a list of arrays</source>
        <translation>{name} 中没有数的数组（只有 {others}）；numpy.savez(file, *weights) 可保存一列数组</translation>
    </message>
    <message>
        <source>scales γ</source>
        <translation>尺度 γ</translation>
    </message>
    <message>
        <source>shifts β</source>
        <translation>平移 β</translation>
    </message>
    <message>
        <source>running mean</source>
        <translation>滑动均值</translation>
    </message>
    <message>
        <source>running variance</source>
        <translation>滑动方差</translation>
    </message>
    <message>
        <source>{name} is cut short, or no safetensors file: its header would end beyond the file</source>
        <translation>{name} 被截断，或不是 safetensors 文件：它的头部超出了文件末尾</translation>
    </message>
    <message>
        <source>{name} has a header of {length} bytes, and at most {most} can be read</source>
        <translation>{name} 的头部有 {length} 字节，至多能读 {most} 字节</translation>
    </message>
    <message>
        <source>{name} is no safetensors file: its header is not UTF-8 text</source>
        <translation>{name} 不是 safetensors 文件：它的头部不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>{name} has a header that cannot be read: {problem}</source>
        <translation>{name} 的头部无法读取：{problem}</translation>
    </message>
    <message>
        <source>{name} is no safetensors file: its header is not a table of arrays</source>
        <translation>{name} 不是 safetensors 文件：它的头部不是数组的表</translation>
    </message>
    <message>
        <source>{name} is cut short: its last bytes are missing</source>
        <translation>{name} 被截断：缺少最后的字节</translation>
    </message>
    <message>
        <source>{place}: its header must give dtype, shape and two data_offsets</source>
        <translation>{place}：它的头部必须给出 dtype、shape 和两个 data_offsets</translation>
    </message>
    <message>
        <source>{place} is of the type {kind}, which is not known</source>
        <translation>{place} 的类型 {kind} 未知</translation>
    </message>
    <message>
        <source>{place}: its bytes {begin} to {end} are not within the file&apos;s {body}</source>
        <translation>{place}：它的字节 {begin} 到 {end} 不在文件的 {body} 字节之内</translation>
    </message>
    <message>
        <source>{place}: {kind} of the shape {shape} takes {n} bytes, and its place has {end}</source>
        <translation>{place}：形状为 {shape} 的 {kind} 占 {n} 字节，而它的位置有 {end} 字节</translation>
    </message>
    <message>
        <source>{name}, array {key}: its bytes leave a gap before them, and arrays must follow each other</source>
        <translation>{name}，数组 {key}：它的字节之前有空隙，而各数组必须紧接</translation>
    </message>
    <message>
        <source>{name}, array {key}: its bytes overlap those of another array, and arrays must follow each other</source>
        <translation>{name}，数组 {key}：它的字节与另一个数组重叠，而各数组必须紧接</translation>
    </message>
    <message>
        <source>{name} has {body} bytes after its last array, and must have none</source>
        <translation>{name} 在最后一个数组之后还有 {body} 字节，而不应有</translation>
    </message>
    <message>
        <source>format of weights</source>
        <translation>权重格式</translation>
    </message>
    <message>
        <source>actviz&apos;s own names, weights as (inputs, outputs)</source>
        <translation>actviz 自己的名称，权重为 (输入, 输出)</translation>
    </message>
    <message>
        <source>PyTorch&apos;s names and shapes</source>
        <translation>PyTorch 的名称和形状</translation>
    </message>
    <message>
        <source>HDF5, as Keras saves weights</source>
        <translation>HDF5，Keras 保存权重的方式</translation>
    </message>
    <message>
        <source>Keras&apos; names</source>
        <translation>Keras 的名称</translation>
    </message>
    <message>
        <source>HDF5 files</source>
        <translation>HDF5 文件</translation>
    </message>
    <message>
        <source>{name} holds {n} arrays, and at most {most} can be read</source>
        <translation>{name} 中有 {n} 个数组，至多能读 {most} 个</translation>
    </message>
    <message>
        <source>{name}, array {array}, has {n} dimensions, and at most {most} can be read</source>
        <translation>{name}，数组 {array} 有 {n} 维，至多能读 {most} 维</translation>
    </message>
    <message>
        <source>{name} holds more than {most} numbers, the most that can be read (array {array} has the shape {shape})</source>
        <translation>{name} 中的数超过至多能读的 {most} 个（数组 {array} 的形状是 {shape}）</translation>
    </message>
    <message>
        <source>{name} unpacks to more than {most} bytes, the most that is read of a file of its size</source>
        <translation>{name} 解压后超过 {most} 字节，即这样大小的文件至多能读的量</translation>
    </message>
    <message>
        <source>{line}, {place}: {value}</source>
        <translation>{line}，{place}：{value}</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>exploding gradient</source>
        <translation>梯度爆炸</translation>
    </message>
    <message>
        <source>vanishing gradient</source>
        <translation>梯度消失</translation>
    </message>
    <message>
        <source>no gradient</source>
        <translation>没有梯度</translation>
    </message>
    <message>
        <source>healthy gradient</source>
        <translation>梯度健康</translation>
    </message>
    <message>
        <source>actviz: {source}, {networks}</source>
        <translation>actviz：{source}，{networks}</translation>
    </message>
    <message>
        <source>Data: {note}</source>
        <translation>数据：{note}</translation>
    </message>
    <message>
        <source>{dead} of {units} units dead</source>
        <translation>{units} 个单元中有 {dead} 个死亡</translation>
    </message>
    <message>
        <source>dead layer {layers}</source>
        <translation>死亡的层：{layers}</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>{step}, epoch {epoch}</source>
        <translation>{step}，第 {epoch} 轮</translation>
    </message>
    <message>
        <source>Gradient, layer 1 ÷ output</source>
        <translation>梯度，第 1 层 ÷ 输出层</translation>
    </message>
    <message>
        <source>Typical error of {target}</source>
        <translation>{target}的典型误差</translation>
    </message>
    <message>
        <source>Training accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Wasted capacity</source>
        <translation>浪费的容量</translation>
    </message>
    <message>
        <source>{n} dead {since_step_0}</source>
        <translation>{n} 个{since_step_0}死亡</translation>
    </message>
    <message>
        <source>{n} died</source>
        <translation>{n} 次死亡</translation>
    </message>
    <message>
        <source>{n} revived</source>
        <translation>{n} 次复活</translation>
    </message>
    <message>
        <source>{value}, on the test set {other}</source>
        <translation>{value}，测试集上为 {other}</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>不是有限的数</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Changes that may help:</source>
        <translation>可能有帮助的改动：</translation>
    </message>
    <message>
        <source>Everything here was measured, but for lines of theory.</source>
        <translation>除理论线之外，这里的一切都是测得的。</translation>
    </message>
    <message>
        <source>{lane}: {line}</source>
        <translation>{lane}：{line}</translation>
    </message>
    <message>
        <source>{label} {value}</source>
        <translation>{label} {value}</translation>
    </message>
    <message>
        <source>({numbers})</source>
        <translation>（{numbers}）</translation>
    </message>
    <message>
        <source>rate × curvature = 2</source>
        <translation>学习率 × 曲率 = 2</translation>
    </message>
    <message>
        <source>rate × curvature = 2 (1 + momentum)</source>
        <translation>学习率 × 曲率 = 2 (1 + 动量)</translation>
    </message>
    <message>
        <source>column {n}</source>
        <translation>第 {n} 列</translation>
    </message>
</context>
</TS>
