<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Activation {name}</source>
        <translation>激活函数 {name}</translation>
    </message>
    <message>
        <source>Solves</source>
        <translation>解决</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Solid φ, dashed its slope φ′.</source>
        <translation>实线为 φ，虚线为斜率 φ′。</translation>
    </message>
    <message>
        <source>Keeps the trained weights.</source>
        <translation>保留训练好的权重。</translation>
    </message>
    <message>
        <source>Activation function</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Per layer…</source>
        <translation>逐层选择…</translation>
    </message>
    <message>
        <source>Choose an activation function for each hidden layer</source>
        <translation>为每个隐藏层选择激活函数</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>Compare all functions in the laboratory: curves, slopes, facts</source>
        <translation>在实验室中比较所有函数：曲线、斜率、事实</translation>
    </message>
    <message>
        <source>Solid: output φ(z); dashed: slope φ′(z)</source>
        <translation>实线：输出 φ(z)；虚线：斜率 φ′(z)</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>更多…</translation>
    </message>
    <message>
        <source>Show the main functions only</source>
        <translation>只显示主要的函数</translation>
    </message>
    <message>
        <source>Show all functions</source>
        <translation>显示所有函数</translation>
    </message>
    <message>
        <source>Layers differ…</source>
        <translation>各层不同…</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控件</translation>
    </message>
    <message>
        <source>Cures</source>
        <translation>疗法</translation>
    </message>
    <message>
        <source>Show or hide normalisation, residual connections and dropout</source>
        <translation>显示或隐藏归一化、残差连接和随机失活</translation>
    </message>
    <message>
        <source>Needs two hidden layers: one whose output is kept, and one that it skips.</source>
        <translation>需要两个隐藏层：一个保留其输出，一个被跳过。</translation>
    </message>
    <message>
        <source>All hidden layers have the same width here, so a skip needs no matrix.</source>
        <translation>这里所有隐藏层宽度相同，所以跳跃连接不需要矩阵。</translation>
    </message>
    <message>
        <source>Custom…</source>
        <translation>自定义…</translation>
    </message>
    <message>
        <source>A function of your own, typed as an expression in z.</source>
        <translation>你自己的函数，写成 z 的表达式。</translation>
    </message>
    <message>
        <source>Custom activation {formula}</source>
        <translation>自定义激活函数 {formula}</translation>
    </message>
    <message>
        <source>Custom activation</source>
        <translation>自定义激活函数</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Data set {name}, a regression</source>
        <translation>数据集 {name}，回归</translation>
    </message>
    <message>
        <source>Data set {name}</source>
        <translation>数据集 {name}</translation>
    </message>
    <message>
        <source>Starts the run again from step 0.</source>
        <translation>从第 0 步重新开始运行。</translation>
    </message>
    <message>
        <source>Own data: {name}</source>
        <translation>自己的数据：{name}</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Train on a file of your own: CSV, Excel, NPZ, IDX and others, or drop it on the window (Ctrl+O)</source>
        <translation>用你自己的文件训练：CSV、Excel、NPZ、IDX 等，也可以把它拖到窗口上（Ctrl+O）</translation>
    </message>
    <message>
        <source>A click shows what its columns are taken as, and changes it.</source>
        <translation>点击可查看各列被当作什么，并加以更改。</translation>
    </message>
    <message>
        <source>Tasks…</source>
        <translation>任务…</translation>
    </message>
    <message>
        <source>Let the task change every so many steps: other labels, inputs in another order, or another data set</source>
        <translation>让任务每隔若干步改变：换标签、打乱输入的顺序，或换数据集</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>打开数据…</translation>
    </message>
    <message>
        <source>the data as they are</source>
        <translation>原样的数据</translation>
    </message>
    <message>
        <source>Task {task}, since step {step}: {what}</source>
        <translation>任务 {task}，从第 {step} 步起：{what}</translation>
    </message>
    <message>
        <source>task {task}</source>
        <translation>任务 {task}</translation>
    </message>
    <message>
        <source>settings at step {step}</source>
        <translation>第 {step} 步时的设置</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 个</translation>
    </message>
    <message numerus="yes">
        <source>class: {names}, from {n:,} input</source>
        <comment>class: {names}, from {n:,} inputs</comment>
        <translation>
            <numerusform>类别：{names}，由 {n:,} 个输入预测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>number: {names}, from {n:,} input</source>
        <comment>number: {names}, from {n:,} inputs</comment>
        <translation>
            <numerusform>数值：{names}，由 {n:,} 个输入预测</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>numbers: {names}, from {n:,} input</source>
        <comment>numbers: {names}, from {n:,} inputs</comment>
        <translation>
            <numerusform>数值：{names}，由 {n:,} 个输入预测</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {mean} ± {deviation}, {least} to {largest}</source>
        <translation>{name}：{mean} ± {deviation}，{least} 到 {largest}</translation>
    </message>
    <message>
        <source>The spread is σ_w: a layer&apos;s weights have the standard deviation σ_w / √fan_in, with fan_in the number of its inputs. On its way back through a wide layer, the gradient&apos;s mean square is multiplied by σ_w² E[φ′(z)²], the spread squared times the mean squared slope; this factor is called χ. With χ below 1 gradients vanish with depth, above 1 they explode; the border between the two, where χ = 1 and they keep their size, is the edge of chaos.</source>
        <translation>离散度就是 σ_w：一层权重的标准差为 σ_w / √fan_in，fan_in 是它的输入个数。梯度反向穿过一个宽层时，其均方值乘以 σ_w² E[φ′(z)²]，即离散度的平方乘以斜率平方的均值；这个因子称为 χ。χ 小于 1 时梯度随深度消失，大于 1 时爆炸；两者之间的边界，即 χ = 1、梯度大小不变之处，就是混沌边缘。</translation>
    </message>
    <message>
        <source>Weights start with a spread of {spread}.</source>
        <translation>权重初始的离散度为 {spread}。</translation>
    </message>
    <message>
        <source>At no spread would the gradient keep its size.</source>
        <translation>无论离散度多大，梯度都不能保持大小。</translation>
    </message>
    <message>
        <source>The gradient would keep its size at {spread}.</source>
        <translation>离散度为 {spread} 时，梯度会保持大小。</translation>
    </message>
    <message>
        <source>Without biases: {reason}.</source>
        <translation>没有偏置时：{reason}。</translation>
    </message>
    <message>
        <source>With biases of spread {spread}: {reason}.</source>
        <translation>偏置的离散度为 {spread} 时：{reason}。</translation>
    </message>
    <message>
        <source>GELU&apos;s quick approximation</source>
        <translation>GELU 的快速近似</translation>
    </message>
    <message>
        <source>leaky ReLU; a is its slope below zero</source>
        <translation>leaky ReLU；a 是零以下的斜率</translation>
    </message>
    <message>
        <source>hard swish</source>
        <translation>hard swish</translation>
    </message>
    <message>
        <source>squared ReLU</source>
        <translation>ReLU 的平方</translation>
    </message>
    <message>
        <source>hard tanh: flat on both sides</source>
        <translation>hard tanh：两侧平坦</translation>
    </message>
    <message>
        <source>a bell: its slope changes sign at 0</source>
        <translation>钟形：斜率在 0 处变号</translation>
    </message>
    <message>
        <source>a step: the gradient cannot see the jump</source>
        <translation>阶跃：梯度看不见这一跳</translation>
    </message>
    <message>
        <source>steepest slope</source>
        <translation>最大斜率</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>平坦</translation>
    </message>
    <message>
        <source>nearly flat</source>
        <translation>几乎平坦</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>can die</source>
        <translation>可能死亡</translation>
    </message>
    <message>
        <source>mean output</source>
        <translation>平均输出</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>{value}. Of the output, where the input z is normal with mean 0 and variance 1.</source>
        <translation>{value}。这是输入 z 服从均值 0、方差 1 的正态分布时的输出。</translation>
    </message>
    <message>
        <source>An expression in z, and in a for the parameter α. Numbers, + − * / **, pi, e and the functions exp log sqrt abs sign tanh sigmoid softplus relu erf Phi sin cos atan log1p expm1 min max clip(x, low, high) where(condition, x, y).</source>
        <translation>z 的表达式，参数 α 写作 a。可用数字、+ − * / **、pi、e，以及函数 exp log sqrt abs sign tanh sigmoid softplus relu erf Phi sin cos atan log1p expm1 min max clip(x, low, high) where(condition, x, y)。</translation>
    </message>
    <message>
        <source>The value of a in the expression: the activation&apos;s parameter α</source>
        <translation>表达式中 a 的值：激活函数的参数 α</translation>
    </message>
    <message>
        <source>a, the parameter α</source>
        <translation>a，参数 α</translation>
    </message>
    <message>
        <source>The function, solid, and its slope, dashed</source>
        <translation>函数为实线，斜率为虚线</translation>
    </message>
    <message>
        <source>Solid: φ. Dashed: its slope φ′. Tinted: where the slope is zero (flat, the stronger tint), or less than 5 % of the largest (saturated).</source>
        <translation>实线：φ。虚线：斜率 φ′。着色处：斜率为零（平坦，颜色较深），或小于最大斜率的 5 %（饱和）。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Switch the running network to this function; its weights stay. Ctrl+Z undoes it.</source>
        <translation>让正在运行的网络改用这个函数；权重保留。Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Examples to start from</source>
        <translation>可以从这些例子开始</translation>
    </message>
    <message>
        <source>Example {text}: {what}</source>
        <translation>例子 {text}：{what}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>straight pieces</source>
        <translation>直线段</translation>
    </message>
    <message>
        <source>a curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>{shape}, jumps at {places}</source>
        <translation>{shape}，在 {places} 处跳跃</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>无</translation>
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
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{where}. The lighter tint: the slope is under 5 % of the steepest one, between −{end} and {end}.</source>
        <translation>{where}。浅色处：在 −{end} 与 {end} 之间，斜率小于最大斜率的 5 %。</translation>
    </message>
    <message>
        <source>Expression in z</source>
        <translation>z 的表达式</translation>
    </message>
    <message>
        <source>{setting} must be a number {rule}, got {text}</source>
        <translation>“{setting}”必须是{rule}的数，输入的是 {text}</translation>
    </message>
    <message>
        <source>{setting} must be a finite number, got {text}</source>
        <translation>“{setting}”必须是有限的数，输入的是 {text}</translation>
    </message>
    <message>
        <source>Draw instead</source>
        <translation>改为随机抽取</translation>
    </message>
    <message>
        <source>Start again from step 0 with weights that are drawn</source>
        <translation>用随机抽取的权重从第 0 步重新开始</translation>
    </message>
    <message>
        <source>of {file}</source>
        <translation>来自 {file}</translation>
    </message>
    <message>
        <source>Changes the running network; the trained weights stay.</source>
        <translation>改变正在运行的网络；训练好的权重保留。</translation>
    </message>
    <message>
        <source>Changes only what the gradient is called, not the network.</source>
        <translation>只改变对梯度的称呼，不改变网络。</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>{setting}, slider</source>
        <translation>{setting}，滑块</translation>
    </message>
    <message>
        <source>Trained weights kept</source>
        <translation>保留了训练好的权重</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Start again from step 0</source>
        <translation>从第 0 步重新开始</translation>
    </message>
    <message>
        <source>The change at step {step} kept the weights trained until then.</source>
        <translation>第 {step} 步的改动保留了此前训练的权重。</translation>
    </message>
    <message>
        <source>Start again from step 0, with the same seed.</source>
        <translation>用同一个随机种子从第 0 步重新开始。</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Add a lane: a second run beside this one, on the same data and from the same initial weights. Then change one thing in it, and watch both. (Ctrl+L)</source>
        <translation>增加一条泳道：在这个运行旁边再开一个，数据相同，初始权重也相同。然后在其中改变一样东西，同时观察两者。（Ctrl+L）</translation>
    </message>
    <message>
        <source>Add a lane to compare with</source>
        <translation>增加一条泳道来比较</translation>
    </message>
    <message>
        <source>Change all lanes</source>
        <translation>更改所有泳道</translation>
    </message>
    <message>
        <source>Changes apply to every lane, not to the chosen one alone</source>
        <translation>改动作用于每条泳道，而不只是所选的那条</translation>
    </message>
    <message>
        <source>Same starting weights</source>
        <translation>相同的初始权重</translation>
    </message>
    <message>
        <source>Start all lanes again, from the same random weights; only the initializer&apos;s scale may differ</source>
        <translation>让所有泳道从同样的随机权重重新开始；只有初始化的尺度可以不同</translation>
    </message>
    <message>
        <source>List the settings that differ between the lanes</source>
        <translation>列出各泳道之间不同的设置</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>有何不同</translation>
    </message>
    <message>
        <source>List the settings that differ between the lanes (Ctrl+D)</source>
        <translation>列出各泳道之间不同的设置（Ctrl+D）</translation>
    </message>
    <message>
        <source>Lane {name}</source>
        <translation>泳道 {name}</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>from step {step}</source>
        <translation>从第 {step} 步起</translation>
    </message>
    <message>
        <source>copy of {lane}</source>
        <translation>{lane} 的副本</translation>
    </message>
    <message>
        <source>a copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>The same settings as the others: change one of them</source>
        <translation>设置与其他泳道相同：请改变其中一项</translation>
    </message>
    <message>
        <source>Right-click to rename, recolour or remove it</source>
        <translation>右键单击可重命名、换颜色或移除</translation>
    </message>
    <message>
        <source>Activation of each layer</source>
        <translation>各层的激活函数</translation>
    </message>
    <message>
        <source>The change applies to the running network; its weights stay.</source>
        <translation>改动作用于正在运行的网络；权重保留。</translation>
    </message>
    <message>
        <source>Layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>Activation of layer {layer}</source>
        <translation>第 {layer} 层的激活函数</translation>
    </message>
    <message>
        <source>↓ all</source>
        <translation>↓ 全部</translation>
    </message>
    <message>
        <source>Use it for layer {layer} and every deeper one</source>
        <translation>用于第 {layer} 层及更深的每一层</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Show or hide all other settings</source>
        <translation>显示或隐藏其余所有设置</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Call the gradient</source>
        <translation>梯度何时算作</translation>
    </message>
    <message>
        <source>Another seed: other data, weights and batches</source>
        <translation>换一个随机种子：数据、权重和批量都不同</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新的随机种子</translation>
    </message>
    <message>
        <source>Needs a momentum above 0.</source>
        <translation>需要大于 0 的动量。</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层数</translation>
    </message>
    <message>
        <source>Units per layer</source>
        <translation>每层单元数</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>How many hidden layers, 1 to {most}.</source>
        <translation>隐藏层的数目，1 到 {most}。</translation>
    </message>
    <message>
        <source>Units of every hidden layer; or each layer&apos;s own, such as 32x4,16,8: four layers of 32, one of 16, one of 8.</source>
        <translation>每个隐藏层的单元数；也可以逐层给出，如 32x4,16,8：四层各 32 个，一层 16 个，一层 8 个。</translation>
    </message>
    <message>
        <source>hidden must have between 1 and {most} layers, got {n}</source>
        <translation>隐藏层必须有 1 到 {most} 层，输入的是 {n}</translation>
    </message>
    <message>
        <source>{schedule}, over</source>
        <translation>{schedule}，已结束</translation>
    </message>
    <message>
        <source>{schedule}, warm-up</source>
        <translation>{schedule}，预热</translation>
    </message>
    <message>
        <source>{schedule}: {rate} now</source>
        <translation>{schedule}：现在 {rate}</translation>
    </message>
    <message>
        <source>{schedule}: {rate}</source>
        <translation>{schedule}：{rate}</translation>
    </message>
    <message>
        <source>Risky: a step moves weights &gt; {share}</source>
        <translation>有风险：一步使权重改变 &gt; {share}</translation>
    </message>
    <message>
        <source>No marks: they are known for SGD without momentum only, where a step is the rate times the gradient.</source>
        <translation>没有标记：只有不带动量的 SGD 才有，那里一步就是学习率乘以梯度。</translation>
    </message>
    <message>
        <source>No marks yet: they are measured from the updates of the first steps.</source>
        <translation>还没有标记：它们由最初几步的更新测得。</translation>
    </message>
    <message>
        <source>Measured now: with the present gradients {layer} moves most. At a rate of {rate} a step would change its weights by {share}: beyond, training is risky.</source>
        <translation>刚才测得：按现在的梯度，{layer}变动最大。学习率为 {rate} 时，一步会使它的权重改变 {share}：超过这个值，训练就有风险。</translation>
    </message>
    <message>
        <source>At {rate} it would be {share}: in our trials with ReLU a quarter of the units died within 200 steps at such a rate.</source>
        <translation>学习率为 {rate} 时会改变 {share}：在我们用 ReLU 做的试验中，这样的学习率使四分之一的单元在 200 步之内死亡。</translation>
    </message>
    <message numerus="yes">
        <source>From the latest measurement of every layer&apos;s update. The marks move as the gradients do.</source>
        <comment>From the medians of {n} measurements of every layer&apos;s update. The marks move as the gradients do.</comment>
        <translation>
            <numerusform>取自每一层更新的 {n} 次测量的中位数。标记随梯度移动。</numerusform>
        </translation>
    </message>
    <message>
        <source>They are what to set here: the schedule&apos;s present factor is counted in.</source>
        <translation>它们是应该在这里设定的值：已经算入调度现在的因子。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>risky from {rate}</source>
        <translation>从 {rate} 起有风险</translation>
    </message>
    <message>
        <source>risky from {rate}, kills from {killing}</source>
        <translation>从 {rate} 起有风险，从 {killing} 起杀死单元</translation>
    </message>
    <message>
        <source>the output layer</source>
        <translation>输出层</translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>Measured marks of the learning rate</source>
        <translation>学习率的测得标记</translation>
    </message>
    <message>
        <source>safe</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>risky</source>
        <translation>有风险</translation>
    </message>
    <message>
        <source>kills</source>
        <translation>杀死</translation>
    </message>
    <message>
        <source>Use as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <source>many</source>
        <translation>许多</translation>
    </message>
    <message>
        <source>Left out because {reason}.</source>
        <translation>已排除，因为{reason}。</translation>
    </message>
    <message>
        <source>Click to choose: target, input or left out.</source>
        <translation>点击选择：目标、输入或排除。</translation>
    </message>
    <message>
        <source>Click to choose what the column is taken for.</source>
        <translation>点击选择把这一列当作什么。</translation>
    </message>
    <message>
        <source>Columns of the file</source>
        <translation>文件的各列</translation>
    </message>
    <message>
        <source>There is not enough memory for data of this size.</source>
        <translation>内存不足，容纳不下这么多数据。</translation>
    </message>
    <message>
        <source>Open {file}</source>
        <translation>打开 {file}</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
    <message>
        <source>How much of the file is read</source>
        <translation>文件已读取的比例</translation>
    </message>
    <message>
        <source>Guess again</source>
        <translation>重新猜测</translation>
    </message>
    <message>
        <source>Forget what was chosen here</source>
        <translation>忘掉在这里所做的选择</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Open nothing; the present run goes on</source>
        <translation>什么也不打开；现在的运行继续</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Train on the file as it is shown (Return)</source>
        <translation>按显示的方式用这个文件训练（回车键）</translation>
    </message>
    <message>
        <source>The file was not read</source>
        <translation>没有读取文件</translation>
    </message>
    <message numerus="yes">
        <source>{sentence}; {n:,} row.</source>
        <comment>{sentence}; {n:,} rows.</comment>
        <translation>
            <numerusform>{sentence}；{n:,} 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not sure:</source>
        <translation>不确定：</translation>
    </message>
    <message>
        <source>Take it as an empty cell</source>
        <translation>把它当作空单元格</translation>
    </message>
    <message>
        <source>The present run is as it was.</source>
        <translation>现在的运行保持原样。</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names}等，另有 {n} 个</translation>
    </message>
    <message>
        <source>{value} is far outside the rest of {names}.</source>
        <translation>{value} 远在 {names} 的其他值之外。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>date as number</source>
        <translation>日期（作为数值）</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>是/否</translation>
    </message>
    <message>
        <source>Yes or no: 1 or 0</source>
        <translation>是或否：1 或 0</translation>
    </message>
    <message>
        <source>Date: a number of days</source>
        <translation>日期：天数</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Target: what the network predicts</source>
        <translation>目标：网络要预测的</translation>
    </message>
    <message>
        <source>Input: what it learns from</source>
        <translation>输入：网络从中学习的</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>One more target, beside {names}</source>
        <translation>再加一个目标，与 {names} 并列</translation>
    </message>
    <message>
        <source>Classes: its cells are texts</source>
        <translation>类别：单元格是文本</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>A number: a regression</source>
        <translation>数值：回归</translation>
    </message>
    <message>
        <source>Category: its cells are texts</source>
        <translation>类别：单元格是文本</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>By its content</source>
        <translation>按内容判断</translation>
    </message>
    <message>
        <source>Category: an input for each value</source>
        <translation>类别：每个取值一个输入</translation>
    </message>
    <message>
        <source>as found</source>
        <translation>按所见</translation>
    </message>
    <message>
        <source>Between columns</source>
        <translation>列间分隔</translation>
    </message>
    <message>
        <source>The sign between the columns of a text file</source>
        <translation>文本文件中各列之间的符号</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>blanks</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>The decimal sign of a text file</source>
        <translation>文本文件的小数点符号</translation>
    </message>
    <message>
        <source>point</source>
        <translation>句点</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>Whether the first row of a text file holds the names of the columns</source>
        <translation>文本文件的第一行是不是列名</translation>
    </message>
    <message>
        <source>names</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Empty cells</source>
        <translation>空单元格</translation>
    </message>
    <message>
        <source>What becomes of rows with an empty cell</source>
        <translation>有空单元格的行怎样处理</translation>
    </message>
    <message>
        <source>as suits</source>
        <translation>视情况</translation>
    </message>
    <message>
        <source>leave rows out</source>
        <translation>去掉这些行</translation>
    </message>
    <message>
        <source>fill with the median</source>
        <translation>填入中位数</translation>
    </message>
    <message>
        <source>such as -200 or ?</source>
        <translation>如 -200 或 ?</translation>
    </message>
    <message>
        <source>Also empty</source>
        <translation>也算空</translation>
    </message>
    <message>
        <source>Cells that mean that a value is missing; several by commas</source>
        <translation>表示缺失值的内容；多个以逗号分隔</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>How many rows to use: a random sample, balanced over classes</source>
        <translation>使用多少行：随机抽样，各类别均衡</translation>
    </message>
    <message>
        <source>none …</source>
        <translation>无 …</translation>
    </message>
    <message>
        <source>A second file with the same columns, whose rows are the test set</source>
        <translation>另一个列相同的文件，它的行作为测试集</translation>
    </message>
    <message>
        <source>Test file</source>
        <translation>测试文件</translation>
    </message>
    <message>
        <source>Rows must be a whole number of at least 2, or empty for all, got {text}.</source>
        <translation>“行数”必须是不小于 2 的整数，留空表示全部；输入的是 {text}。</translation>
    </message>
    <message>
        <source>{name} is no picture that can be saved: its name must end in {suffixes}.</source>
        <translation>{name} 不是可以保存的图片：文件名必须以 {suffixes} 结尾。</translation>
    </message>
    <message>
        <source>Gradient flow</source>
        <translation>梯度流</translation>
    </message>
    <message>
        <source>Distributions</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>Learned map</source>
        <translation>学到的图</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>为什么</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Deaths</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Sweep map</source>
        <translation>扫描图</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Layer whose pre-activations are shown</source>
        <translation>显示其预激活值的层</translation>
    </message>
    <message>
        <source>pre-activation z of every layer</source>
        <translation>每一层的预激活值 z</translation>
    </message>
    <message>
        <source>z of every layer</source>
        <translation>每一层的 z</translation>
    </message>
    <message>
        <source>z by layer</source>
        <translation>各层的 z</translation>
    </message>
    <message>
        <source>outlined: z of unit {unit} of layer {layer}</source>
        <translation>轮廓线：第 {layer} 层单元 {unit} 的 z</translation>
    </message>
    <message>
        <source>z of unit {unit}</source>
        <translation>单元 {unit} 的 z</translation>
    </message>
    <message>
        <source>mean α {alpha}</source>
        <translation>平均 α {alpha}</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one}或{other}</translation>
    </message>
    <message>
        <source>{below} below −{end}, {above} above {end}</source>
        <translation>{below} 低于 −{end}，{above} 高于 {end}</translation>
    </message>
    <message>
        <source>φ′ slope</source>
        <translation>φ′ 斜率</translation>
    </message>
    <message>
        <source>φ output</source>
        <translation>φ 输出</translation>
    </message>
    <message>
        <source>φ output, {function}</source>
        <translation>φ 输出，{function}</translation>
    </message>
    <message>
        <source>{share} % flat</source>
        <translation>{share} % 平坦</translation>
    </message>
    <message>
        <source>{flat} % flat, {saturated} % saturated</source>
        <translation>{flat} % 平坦，{saturated} % 饱和</translation>
    </message>
    <message>
        <source>≈{share} % of values below z</source>
        <translation>≈{share} % 的值小于 z</translation>
    </message>
    <message>
        <source>Pre-activations of every layer</source>
        <translation>各层的预激活值</translation>
    </message>
    <message>
        <source>Drag to move this panel, double-click to make it large</source>
        <translation>拖动可移动这个面板，双击可放大</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Back to its place among the others (Escape)</source>
        <translation>回到其他面板之间的位置（Escape）</translation>
    </message>
    <message>
        <source>Back: {title}</source>
        <translation>返回：{title}</translation>
    </message>
    <message>
        <source>How to read this panel</source>
        <translation>怎样看这个面板</translation>
    </message>
    <message>
        <source>How to read this panel: {title}</source>
        <translation>怎样看这个面板：{title}</translation>
    </message>
    <message>
        <source>Panel menu</source>
        <translation>面板菜单</translation>
    </message>
    <message>
        <source>Panel menu: {title}</source>
        <translation>面板菜单：{title}</translation>
    </message>
    <message>
        <source>{title}: {told}</source>
        <translation>{title}：{told}</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Save image…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>Fit axes</source>
        <translation>适应坐标轴</translation>
    </message>
    <message>
        <source>{title}, {told}.</source>
        <translation>{title}，{told}。</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}。</translation>
    </message>
    <message>
        <source>Add a lane (Ctrl+L): this panel compares it with the first.</source>
        <translation>增加一条泳道（Ctrl+L）：这个面板拿它与第一条比较。</translation>
    </message>
    <message>
        <source>Comparison of the lanes</source>
        <translation>各泳道的比较</translation>
    </message>
    <message>
        <source>steps {first} to {last}</source>
        <translation>第 {first} 到 {last} 步</translation>
    </message>
    <message>
        <source>same settings</source>
        <translation>设置相同</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Test acc.</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Train accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Train acc.</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Gradient at layer 1</source>
        <translation>第 1 层的梯度</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Wasted units</source>
        <translation>浪费的单元</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>{result} (best)</source>
        <translation>{result}（最佳）</translation>
    </message>
    <message>
        <source>{result} (a fault)</source>
        <translation>{result}（有毛病）</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>dead units by layer</source>
        <translation>各层的死亡单元</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>{what}; marks from step {step}</source>
        <translation>{what}；标记从第 {step} 步起</translation>
    </message>
    <message>
        <source>{what}; dashed: approx. expected at step 0</source>
        <translation>{what}；虚线：第 0 步的大致期望</translation>
    </message>
    <message>
        <source>{what}; - - expected</source>
        <translation>{what}；- - 期望</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>step {step}: {n} of {all} dead</source>
        <translation>第 {step} 步：{all} 个中有 {n} 个死亡</translation>
    </message>
    <message>
        <source>layer {layer}: {n} dead</source>
        <translation>第 {layer} 层：{n} 个死亡</translation>
    </message>
    <message>
        <source>near here {died} died, {back} came back</source>
        <translation>附近死亡 {died} 个，复活 {back} 个</translation>
    </message>
    <message>
        <source>marks begin at step {step}</source>
        <translation>标记从第 {step} 步开始</translation>
    </message>
    <message>
        <source>expected at step 0, approx.: {n} of {all} dead</source>
        <translation>第 0 步大致的期望：{all} 个中有 {n} 个死亡</translation>
    </message>
    <message>
        <source>(layer 1 {first}, layer {layer} {last})</source>
        <translation>（第 1 层 {first}，第 {layer} 层 {last}）</translation>
    </message>
    <message>
        <source>whole network dead from the start: {low} to {high} of all draws</source>
        <translation>整个网络从一开始就死亡：在所有抽取中占 {low} 到 {high}</translation>
    </message>
    <message>
        <source>Show saturated fraction now</source>
        <translation>显示现在的饱和比例</translation>
    </message>
    <message>
        <source>Measure the network without its wasted units</source>
        <translation>测量去掉浪费单元之后的网络</translation>
    </message>
    <message>
        <source>{n} of {all} units are dead at step {step}.</source>
        <translation>第 {step} 步时，{all} 个单元中有 {n} 个死亡。</translation>
    </message>
    <message>
        <source>mean saturated fraction, %</source>
        <translation>平均饱和比例，%</translation>
    </message>
    <message>
        <source>saturated on {share} % of examples</source>
        <translation>在 {share} % 的样本上饱和</translation>
    </message>
    <message>
        <source>{name} has no region of zero slope, so no unit can be dead.</source>
        <translation>{name} 没有斜率为零的区域，所以没有单元会死亡。</translation>
    </message>
    <message>
        <source>{names} have no region of zero slope, so no unit can be dead.</source>
        <translation>{names} 没有斜率为零的区域，所以没有单元会死亡。</translation>
    </message>
    <message>
        <source>{n} of {all} units dead now</source>
        <translation>现在 {all} 个单元中有 {n} 个死亡</translation>
    </message>
    <message>
        <source>{n} died</source>
        <translation>{n} 次死亡</translation>
    </message>
    <message>
        <source>{n} came back</source>
        <translation>{n} 次复活</translation>
    </message>
    <message>
        <source>{n} dead {since_step_0}</source>
        <translation>{n} 个{since_step_0}死亡</translation>
    </message>
    <message>
        <source>first death at step {step}</source>
        <translation>首次死亡在第 {step} 步</translation>
    </message>
    <message>
        <source>{n} of {all} dead</source>
        <translation>{all} 个中有 {n} 个死亡</translation>
    </message>
    <message>
        <source>{dead} of {all} (cannot die)</source>
        <translation>{dead} / {all}（不会死亡）</translation>
    </message>
    <message>
        <source>{dead} of {all}</source>
        <translation>{dead} / {all}</translation>
    </message>
    <message>
        <source>dead of {all}</source>
        <translation>死亡，共 {all}</translation>
    </message>
    <message>
        <source>wasted units</source>
        <translation>浪费的单元</translation>
    </message>
    <message>
        <source>wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>wasted: {shares}</source>
        <translation>浪费：{shares}</translation>
    </message>
    <message>
        <source>No unit is wasted: none is dead or silent.</source>
        <translation>没有浪费的单元：没有死亡的，也没有沉默的。</translation>
    </message>
    <message>
        <source>No unit is wasted.</source>
        <translation>没有浪费的单元。</translation>
    </message>
    <message>
        <source>{n} of {all} units wasted: {whole} → {without}</source>
        <translation>{all} 个单元中浪费 {n} 个：{whole} → {without}</translation>
    </message>
    <message>
        <source>{n} of {all} units ({share}) wasted</source>
        <translation>{all} 个单元中浪费 {n} 个（{share}）</translation>
    </message>
    <message>
        <source>({dead} dead, {silent} silent; {share}.)</source>
        <translation>（{dead} 个死亡，{silent} 个沉默；{share}。）</translation>
    </message>
    <message>
        <source>{name}: wasted capacity</source>
        <translation>{name}：浪费的容量</translation>
    </message>
    <message>
        <source>Wasted capacity</source>
        <translation>浪费的容量</translation>
    </message>
    <message numerus="yes">
        <source>{kind}: {n} unit ({units}), with {weights} of the weights</source>
        <comment>{kind}: {n} units ({units}), with {weights} of the weights</comment>
        <translation>
            <numerusform>{kind}：{n} 个单元（{units}），占权重的 {weights}</numerusform>
        </translation>
    </message>
    <message>
        <source>as it is: {result}</source>
        <translation>原样：{result}</translation>
    </message>
    <message>
        <source>without the dead: {result}</source>
        <translation>去掉死亡单元：{result}</translation>
    </message>
    <message>
        <source>without the dead and the silent: {result}</source>
        <translation>去掉死亡和沉默单元：{result}</translation>
    </message>
    <message>
        <source>start weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>first statistics</source>
        <translation>最初的统计量</translation>
    </message>
    <message>
        <source>activation changed</source>
        <translation>换了激活函数</translation>
    </message>
    <message>
        <source>new task</source>
        <translation>新任务</translation>
    </message>
    <message>
        <source>earlier layers</source>
        <translation>前面的层</translation>
    </message>
    <message>
        <source>its own step</source>
        <translation>自己的一步</translation>
    </message>
    <message>
        <source>changed φ</source>
        <translation>换了 φ</translation>
    </message>
    <message>
        <source>its inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>its step</source>
        <translation>自己一步</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>statistics</source>
        <translation>统计量</translation>
    </message>
    <message>
        <source>dead {since_step_0}</source>
        <translation>{since_step_0}死亡</translation>
    </message>
    <message>
        <source>died once</source>
        <translation>死过一次</translation>
    </message>
    <message>
        <source>died twice</source>
        <translation>死过两次</translation>
    </message>
    <message>
        <source>flickers, died {n} times</source>
        <translation>闪烁，死过 {n} 次</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>活着</translation>
    </message>
    <message>
        <source>Layer {layer}, unit {unit}: {what}; now {now}. {causes}</source>
        <translation>第 {layer} 层，单元 {unit}：{what}；现在{now}。{causes}</translation>
    </message>
    <message>
        <source>at {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>after {seen}, found at {step}</source>
        <translation>第 {seen} 步之后，第 {step} 步发现</translation>
    </message>
    <message>
        <source>{what}, last {when}</source>
        <translation>{what}，最近一次：{when}</translation>
    </message>
    <message>
        <source>{what} {when}</source>
        <translation>{what}，{when}</translation>
    </message>
    <message>
        <source>dead {since_step_0}, {what}</source>
        <translation>{since_step_0}死亡，{what}</translation>
    </message>
    <message>
        <source>Cause of death {unknown}.</source>
        <translation>死因{unknown}。</translation>
    </message>
    <message>
        <source>All units</source>
        <translation>所有单元</translation>
    </message>
    <message>
        <source>Dead now</source>
        <translation>现在死亡</translation>
    </message>
    <message>
        <source>From the start</source>
        <translation>从一开始</translation>
    </message>
    <message>
        <source>Flickering</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>复活过</translation>
    </message>
    <message>
        <source>Any cause</source>
        <translation>任何原因</translation>
    </message>
    <message>
        <source>Its own step</source>
        <translation>自己的一步</translation>
    </message>
    <message>
        <source>Earlier layers</source>
        <translation>前面的层</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Which units to list</source>
        <translation>列出哪些单元</translation>
    </message>
    <message>
        <source>Which layer to list</source>
        <translation>列出哪一层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>Which causes to list</source>
        <translation>列出哪些原因</translation>
    </message>
    <message>
        <source>deaths/revivals: {each}</source>
        <translation>死亡/复活：{each}</translation>
    </message>
    <message>
        <source>deaths: {each}</source>
        <translation>死亡：{each}</translation>
    </message>
    <message>
        <source>{deaths} deaths · {revivals} revivals</source>
        <translation>{deaths} 次死亡 · {revivals} 次复活</translation>
    </message>
    <message>
        <source>the latest {n} changes are listed</source>
        <translation>只列出最近 {n} 次变化</translation>
    </message>
    <message>
        <source>Columns of the units&apos; lives</source>
        <translation>单元生平的各列</translation>
    </message>
    <message>
        <source>Units that died</source>
        <translation>死过的单元</translation>
    </message>
    <message>
        <source>Click a row to see that unit&apos;s life</source>
        <translation>点击一行可查看该单元的生平</translation>
    </message>
    <message>
        <source>At step {step}, {sentence}</source>
        <translation>第 {step} 步，{sentence}</translation>
    </message>
    <message>
        <source>Changes that may help are listed here when something is wrong.</source>
        <translation>出现问题时，这里会列出可能有帮助的改动。</translation>
    </message>
    <message>
        <source>No change of settings is known to help.</source>
        <translation>没有已知有帮助的设置改动。</translation>
    </message>
    <message>
        <source>Try: trains a copy with this change, in the background</source>
        <translation>试一试：在后台训练带有这项改动的副本</translation>
    </message>
    <message>
        <source>Try: trains a copy, in the background</source>
        <translation>试一试：在后台训练一个副本</translation>
    </message>
    <message>
        <source>Try trains a changed copy</source>
        <translation>试一试：训练改动后的副本</translation>
    </message>
    <message>
        <source>Try trains a copy</source>
        <translation>试一试：训练副本</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>The inputs are of very different scales</source>
        <translation>各个输入的尺度相差悬殊</translation>
    </message>
    <message>
        <source>Map this</source>
        <translation>画出周围</translation>
    </message>
    <message>
        <source>Map many runs around these settings, to see where the fault begins and ends</source>
        <translation>在这些设置周围画出许多运行，看毛病从哪里开始、到哪里结束</translation>
    </message>
    <message>
        <source>Measuring.</source>
        <translation>正在测量。</translation>
    </message>
    <message>
        <source>{verdict}, at step {step}.</source>
        <translation>{verdict}，第 {step} 步。</translation>
    </message>
    <message>
        <source>So: {findings}</source>
        <translation>因此：{findings}</translation>
    </message>
    <message>
        <source>Also: {findings}</source>
        <translation>另外：{findings}</translation>
    </message>
    <message>
        <source>Since step {since}. From step {was} until then: {verdict}.</source>
        <translation>从第 {since} 步起。此前从第 {was} 步起：{verdict}。</translation>
    </message>
    <message>
        <source>Open one of the panels that show it</source>
        <translation>打开一个显示它的面板</translation>
    </message>
    <message>
        <source>Shown by {panels}</source>
        <translation>见面板 {panels}</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Try {change}</source>
        <translation>试一试 {change}</translation>
    </message>
    <message>
        <source>Progress of trying {change}</source>
        <translation>试验 {change} 的进度</translation>
    </message>
    <message>
        <source>Stop trying {change}</source>
        <translation>停止试验 {change}</translation>
    </message>
    <message>
        <source>Start again from step 0 with {change}; Ctrl+Z undoes it</source>
        <translation>带着 {change} 从第 0 步重新开始；Ctrl+Z 撤销</translation>
    </message>
    <message>
        <source>Train the present network and the changed one in the background and compare them</source>
        <translation>在后台训练现在的网络和改动后的网络，并加以比较</translation>
    </message>
    <message>
        <source>It {helped} that failed from the same cause.</source>
        <translation>在因同样原因失败的运行中，它{helped}。</translation>
    </message>
    <message>
        <source>It {helped} with several unusual settings, of which every other change offered left one.</source>
        <translation>在有几项不寻常设置、而给出的其他每项改动都会留下一项的运行中，它{helped}。</translation>
    </message>
    <message>
        <source>Try trains the present network and the changed one from the same seed, in the background; nothing of your run is changed. Adopt then starts your run again from step 0 with it.</source>
        <translation>“试一试”在后台用同一个随机种子训练现在的网络和改动后的网络；你的运行毫无改变。“采用”随后带着这项改动从第 0 步重新开始你的运行。</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>helped in {n_of_all}</source>
        <translation>见效 {n_of_all}</translation>
    </message>
    <message>
        <source>helped {n_of_all}</source>
        <translation>见效 {n_of_all}</translation>
    </message>
    <message>
        <source>{action}: {what}</source>
        <translation>{action}：{what}</translation>
    </message>
    <message>
        <source>{change} helps here</source>
        <translation>{change} 在这里有帮助</translation>
    </message>
    <message>
        <source>{change} helps</source>
        <translation>{change} 有帮助</translation>
    </message>
    <message>
        <source>helps</source>
        <translation>有帮助</translation>
    </message>
    <message>
        <source>{change} makes it worse here</source>
        <translation>{change} 在这里使情况更糟</translation>
    </message>
    <message>
        <source>{change} makes it worse</source>
        <translation>{change} 使情况更糟</translation>
    </message>
    <message>
        <source>makes it worse</source>
        <translation>使情况更糟</translation>
    </message>
    <message>
        <source>{change} does not help here</source>
        <translation>{change} 在这里没有帮助</translation>
    </message>
    <message>
        <source>{change} does not help</source>
        <translation>{change} 没有帮助</translation>
    </message>
    <message>
        <source>does not help</source>
        <translation>没有帮助</translation>
    </message>
    <message>
        <source>training both from one seed: {share}</source>
        <translation>用同一个随机种子训练两者：{share}</translation>
    </message>
    <message>
        <source>training both: {share}</source>
        <translation>训练两者：{share}</translation>
    </message>
    <message>
        <source>with other settings than these: {share}</source>
        <translation>用的是其他设置：{share}</translation>
    </message>
    <message>
        <source>other settings: {share}</source>
        <translation>其他设置：{share}</translation>
    </message>
    <message>
        <source>{change}, {state}</source>
        <translation>{change}，{state}</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>loss ÷ guessing&apos;s</source>
        <translation>损失 ÷ 瞎猜</translation>
    </message>
    <message>
        <source>both after {n} steps</source>
        <translation>两者各 {n} 步之后</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>train loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>train accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>loss {before} → {after}</source>
        <translation>损失 {before} → {after}</translation>
    </message>
    <message>
        <source>training accuracy {before} → {after} %</source>
        <translation>训练准确率 {before} → {after} %</translation>
    </message>
    <message>
        <source>test loss {before} → {after}</source>
        <translation>测试损失 {before} → {after}</translation>
    </message>
    <message>
        <source>test accuracy {before} → {after} %</source>
        <translation>测试准确率 {before} → {after} %</translation>
    </message>
    <message>
        <source>gradient, layer 1 ÷ output {before} → {after}</source>
        <translation>梯度，第 1 层 ÷ 输出层 {before} → {after}</translation>
    </message>
    <message>
        <source>dead units {before} → {after}</source>
        <translation>死亡单元 {before} → {after}</translation>
    </message>
    <message>
        <source>Measured after {n} steps each from the same seed, your settings → with the change: {results}. Verdict before: {before}; after: {after}.</source>
        <translation>用同一个随机种子各训练 {n} 步之后测得，你的设置 → 改动之后：{results}。改动前的结论：{before}；改动后：{after}。</translation>
    </message>
    <message>
        <source>Layer {layer} over the run: the record does not hold it, a replay measures it</source>
        <translation>第 {layer} 层在整个运行中：记录里没有，可重放测量</translation>
    </message>
    <message>
        <source>Layer {layer} over the run: not measured</source>
        <translation>第 {layer} 层在整个运行中：未测量</translation>
    </message>
    <message>
        <source>Layer {layer} over the run</source>
        <translation>第 {layer} 层在整个运行中</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, up to step {step}, each column to its own peak; line: median; dashed: 5 and 95 %</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步，每列按自己的峰值；实线：中位数；虚线：5 % 和 95 %</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, up to step {step}; line: median; dashed: 5 and 95 %</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步；实线：中位数；虚线：5 % 和 95 %</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, up to step {step}</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步</translation>
    </message>
    <message>
        <source>Layer {layer}, up to step {step}</source>
        <translation>第 {layer} 层，到第 {step} 步</translation>
    </message>
    <message>
        <source>up to step {step}</source>
        <translation>到第 {step} 步</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, no value but 0 up to step {step}, each column to its own peak; there is nothing to draw</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步只有 0，每列按自己的峰值；没有可画的</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, no value but 0 up to step {step}; there is nothing to draw</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步只有 0；没有可画的</translation>
    </message>
    <message>
        <source>Layer {layer} over the run, no value but 0 up to step {step}</source>
        <translation>第 {layer} 层在整个运行中，到第 {step} 步只有 0</translation>
    </message>
    <message>
        <source>Layer {layer}, no value but 0 up to step {step}</source>
        <translation>第 {layer} 层，到第 {step} 步只有 0</translation>
    </message>
    <message>
        <source>no value but 0 up to step {step}</source>
        <translation>到第 {step} 步只有 0</translation>
    </message>
    <message>
        <source>layer {layer}, {quantity}, step {step}</source>
        <translation>第 {layer} 层，{quantity}，第 {step} 步</translation>
    </message>
    <message>
        <source>layer {layer}, {quantity}, step {step}, whole training set</source>
        <translation>第 {layer} 层，{quantity}，第 {step} 步，整个训练集</translation>
    </message>
    <message>
        <source>Measure all lanes at some 48 steps, by a replay in the background</source>
        <translation>在后台重放，在大约 48 个步上测量所有泳道</translation>
    </message>
    <message>
        <source>Measure the run</source>
        <translation>测量整个运行</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Cancel ({share})</source>
        <translation>取消（{share}）</translation>
    </message>
    <message>
        <source>each layer&apos;s histogram to its own peak; upright line: share of exact zeros</source>
        <translation>每层的直方图按自己的峰值；竖线：恰好为零的比例</translation>
    </message>
    <message>
        <source>each layer to its own peak; upright line: share of zeros</source>
        <translation>每层按自己的峰值；竖线：零的比例</translation>
    </message>
    <message>
        <source>each layer to its own peak</source>
        <translation>每层按自己的峰值</translation>
    </message>
    <message>
        <source>each to its own peak</source>
        <translation>各按自己的峰值</translation>
    </message>
    <message>
        <source>each layer&apos;s histogram to its own peak; dotted: at step 0</source>
        <translation>每层的直方图按自己的峰值；点线：第 0 步</translation>
    </message>
    <message>
        <source>filled: now; dotted: step 0</source>
        <translation>填充：现在；点线：第 0 步</translation>
    </message>
    <message>
        <source>dotted: step 0</source>
        <translation>点线：第 0 步</translation>
    </message>
    <message>
        <source>This panel fills with the next measurement.</source>
        <translation>下一次测量会填上这个面板。</translation>
    </message>
    <message>
        <source>quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Show over the run</source>
        <translation>显示整个运行</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Show the chosen layer over the run, in place of the ridges</source>
        <translation>显示所选的层在整个运行中的变化，代替山脊图</translation>
    </message>
    <message>
        <source>layer {layer} of {n}, step {step}</source>
        <translation>第 {layer} 层，共 {n} 层，第 {step} 步</translation>
    </message>
    <message>
        <source>layer {layer} of {n}, the output, step {step}</source>
        <translation>第 {layer} 层，共 {n} 层，输出层，第 {step} 步</translation>
    </message>
    <message>
        <source>at step 0: {told}</source>
        <translation>第 0 步：{told}</translation>
    </message>
    <message>
        <source>whole training set</source>
        <translation>整个训练集</translation>
    </message>
    <message>
        <source>latest batch</source>
        <translation>最近的批量</translation>
    </message>
    <message>
        <source>pre-activations</source>
        <translation>预激活值</translation>
    </message>
    <message>
        <source>pre-activation z</source>
        <translation>预激活值 z</translation>
    </message>
    <message>
        <source>What goes into each unit&apos;s activation function.</source>
        <translation>进入每个单元的激活函数的值。</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>activation h</source>
        <translation>激活值 h</translation>
    </message>
    <message>
        <source>What each unit of the hidden layers gives.</source>
        <translation>隐藏层的每个单元给出的值。</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>backward signals</source>
        <translation>反向信号</translation>
    </message>
    <message>
        <source>size of ∂J/∂z of each example</source>
        <translation>每个样本的 ∂J/∂z 的大小</translation>
    </message>
    <message>
        <source>size of ∂J/∂z</source>
        <translation>∂J/∂z 的大小</translation>
    </message>
    <message>
        <source>How much the loss of an example would change with a pre-activation: its size.</source>
        <translation>一个样本的损失会随某个预激活值改变多少：其大小。</translation>
    </message>
    <message>
        <source>weight gradients</source>
        <translation>权重梯度</translation>
    </message>
    <message>
        <source>size of ∂J/∂W</source>
        <translation>∂J/∂W 的大小</translation>
    </message>
    <message>
        <source>The size of the gradient of every weight.</source>
        <translation>每个权重的梯度的大小。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Every weight now, and dotted at step 0.</source>
        <translation>现在的每个权重，点线为第 0 步。</translation>
    </message>
    <message>
        <source>{n} values</source>
        <translation>{n} 个值</translation>
    </message>
    <message>
        <source>{share} exactly 0</source>
        <translation>{share} 恰好为 0</translation>
    </message>
    <message>
        <source>median {value}</source>
        <translation>中位数 {value}</translation>
    </message>
    <message>
        <source>of the others: {told}</source>
        <translation>其余的值：{told}</translation>
    </message>
    <message>
        <source>5 to 95 %: {low} to {high}</source>
        <translation>5 % 到 95 %：{low} 到 {high}</translation>
    </message>
    <message>
        <source>{share} infinite or not a number</source>
        <translation>{share} 为无穷或不是数</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>This older recording does not hold the signals.</source>
        <translation>这份较早的记录里没有各信号。</translation>
    </message>
    <message>
        <source>the signals not recorded</source>
        <translation>各信号未记录</translation>
    </message>
    <message>
        <source>This older recording does not hold the weight gradient.</source>
        <translation>这份较早的记录里没有权重梯度。</translation>
    </message>
    <message>
        <source>the weight gradient not recorded</source>
        <translation>权重梯度未记录</translation>
    </message>
    <message>
        <source>This older recording does not hold the backward signal.</source>
        <translation>这份较早的记录里没有反向信号。</translation>
    </message>
    <message>
        <source>the backward signal not recorded</source>
        <translation>反向信号未记录</translation>
    </message>
    <message>
        <source>This older recording does not hold the signal.</source>
        <translation>这份较早的记录里没有信号。</translation>
    </message>
    <message>
        <source>the signal not recorded</source>
        <translation>信号未记录</translation>
    </message>
    <message>
        <source>whole training set of step {step}</source>
        <translation>第 {step} 步的整个训练集</translation>
    </message>
    <message>
        <source>batch of step {step}</source>
        <translation>第 {step} 步的批量</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>fills while training</source>
        <translation>训练时逐渐填满</translation>
    </message>
    <message>
        <source>RMS</source>
        <translation>RMS</translation>
    </message>
    <message>
        <source>{what}, layer × step</source>
        <translation>{what}，层 × 步</translation>
    </message>
    <message>
        <source>{what} by step</source>
        <translation>各步的{what}</translation>
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
        <source>The RMS, or the norm, of each layer&apos;s weight gradient: the signal forward times the signal back.</source>
        <translation>各层权重梯度的 RMS 或范数：前向信号乘以反向信号。</translation>
    </message>
    <message>
        <source>How much the loss of an example would change with a pre-activation of the layer.</source>
        <translation>一个样本的损失会随这一层的某个预激活值改变多少。</translation>
    </message>
    <message>
        <source>How much the pre-activations of the layer still differ from example to example.</source>
        <translation>这一层的预激活值在各样本之间还有多大差别。</translation>
    </message>
    <message>
        <source>All three side by side on one logarithmic scale.</source>
        <translation>三者并排，共用一个对数坐标。</translation>
    </message>
    <message>
        <source>weight gradient RMS</source>
        <translation>权重梯度 RMS</translation>
    </message>
    <message>
        <source>gradient RMS</source>
        <translation>梯度 RMS</translation>
    </message>
    <message>
        <source>grad.</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>weight gradient norm</source>
        <translation>权重梯度范数</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>size of the gradient (RMS)</source>
        <translation>梯度的大小（RMS）</translation>
    </message>
    <message>
        <source>gradient (RMS)</source>
        <translation>梯度（RMS）</translation>
    </message>
    <message>
        <source>size of the gradient (norm)</source>
        <translation>梯度的大小（范数）</translation>
    </message>
    <message>
        <source>gradient (norm)</source>
        <translation>梯度（范数）</translation>
    </message>
    <message>
        <source>back</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>{size}, {examples}</source>
        <translation>{size}，{examples}</translation>
    </message>
    <message>
        <source>whole set</source>
        <translation>整个训练集</translation>
    </message>
    <message>
        <source>{examples}, step {step}</source>
        <translation>{examples}，第 {step} 步</translation>
    </message>
    <message>
        <source>magnitude</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Show gradient RMS</source>
        <translation>显示梯度 RMS</translation>
    </message>
    <message>
        <source>Show gradient norm</source>
        <translation>显示梯度范数</translation>
    </message>
    <message>
        <source>Show mean-field prediction and its band</source>
        <translation>显示平均场预测及其带</translation>
    </message>
    <message>
        <source>Weight gradient (RMS) {first} at layer 1 and {last} at the output, step {step}.</source>
        <translation>权重梯度（RMS）在第 1 层为 {first}，在输出层为 {last}，第 {step} 步。</translation>
    </message>
    <message>
        <source>no mean-field prediction: {reason}</source>
        <translation>没有平均场预测：{reason}</translation>
    </message>
    <message>
        <source>mean-field prediction at step 0: {size}</source>
        <translation>第 0 步的平均场预测：{size}</translation>
    </message>
    <message>
        <source>mean-field prediction at step 0 with {functions}: {size}</source>
        <translation>第 0 步用 {functions} 的平均场预测：{size}</translation>
    </message>
    <message>
        <source>90 % of networks drawn like this start within the band: {low} to {high}</source>
        <translation>这样抽取的网络有 90 % 开始时在这条带内：{low} 到 {high}</translation>
    </message>
    <message>
        <source>the band around it is being measured</source>
        <translation>正在测量它周围的带</translation>
    </message>
    <message>
        <source>no band around it: {reason}</source>
        <translation>周围没有带：{reason}</translation>
    </message>
    <message>
        <source>{what}; dashed: expected at the start; band: 90 % of draws</source>
        <translation>{what}；虚线：开始时的期望；带：90 % 的抽取</translation>
    </message>
    <message>
        <source>{what}; dashed: expected at the start</source>
        <translation>{what}；虚线：开始时的期望</translation>
    </message>
    <message>
        <source>{least} to {largest}, mean {mean}, deviation {deviation}</source>
        <translation>{least} 到 {largest}，均值 {mean}，标准差 {deviation}</translation>
    </message>
    <message>
        <source>A click puts it on an axis of the map.</source>
        <translation>点击可把它放到图的一条坐标轴上。</translation>
    </message>
    <message>
        <source>{n} inputs.</source>
        <translation>{n} 个输入。</translation>
    </message>
    <message>
        <source>{n} inputs. The map is over {x} and {y}.</source>
        <translation>{n} 个输入。图画在 {x} 和 {y} 上。</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>small {target}</source>
        <translation>{target}小</translation>
    </message>
    <message>
        <source>large {target}</source>
        <translation>{target}大</translation>
    </message>
    <message>
        <source>function</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>max |φ′|</source>
        <translation>max |φ′|</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Tick a function to draw it; the ones in use are bold</source>
        <translation>勾选一个函数就画出它；使用中的为粗体</translation>
    </message>
    <message>
        <source>The largest absolute slope</source>
        <translation>斜率绝对值的最大值</translation>
    </message>
    <message>
        <source>Where the slope is exactly zero: a unit there gets no gradient</source>
        <translation>斜率恰好为零的地方：在那里的单元得不到梯度</translation>
    </message>
    <message>
        <source>Where the slope is below 5 % of the largest, but not flat</source>
        <translation>斜率小于最大斜率的 5 %，但不平坦的地方</translation>
    </message>
    <message>
        <source>Whether a unit can have slope zero on every example</source>
        <translation>一个单元是否可能在每个样本上斜率都为零</translation>
    </message>
    <message>
        <source>Mean of the output when z is standard normal</source>
        <translation>z 服从标准正态分布时输出的均值</translation>
    </message>
    <message>
        <source>Variance of the output when z is standard normal</source>
        <translation>z 服从标准正态分布时输出的方差</translation>
    </message>
    <message>
        <source>all z</source>
        <translation>所有 z</translation>
    </message>
    <message>
        <source>Activation functions</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>{reason} (q: the mean square of z)</source>
        <translation>{reason}（q：z 的均方值）</translation>
    </message>
    <message>
        <source>at no spread σ_w of the weights does a gradient keep its size: {reason}</source>
        <translation>没有哪个权重离散度 σ_w 能使梯度保持大小：{reason}</translation>
    </message>
    <message>
        <source>a gradient keeps its size (χ = 1) at weights of spread σ_w {spread}: {reason}</source>
        <translation>权重离散度 σ_w 为 {spread} 时，梯度保持大小（χ = 1）：{reason}</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>the functions</source>
        <translation>函数</translation>
    </message>
    <message>
        <source>their slopes</source>
        <translation>它们的斜率</translation>
    </message>
    <message>
        <source>the functions and, beside them, their slopes</source>
        <translation>函数，旁边是它们的斜率</translation>
    </message>
    <message>
        <source>show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>画什么</translation>
    </message>
    <message>
        <source>in use: {names}</source>
        <translation>使用中：{names}</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Rows: true class. Columns: predicted class.</source>
        <translation>行：真实类别。列：预测类别。</translation>
    </message>
    <message>
        <source>Confusion matrix: true class by predicted class</source>
        <translation>混淆矩阵：真实类别与预测类别</translation>
    </message>
    <message>
        <source>true {true} → {predicted}: {n} of {all}</source>
        <translation>真实 {true} → {predicted}：{all} 个中有 {n} 个</translation>
    </message>
    <message>
        <source>train {result}</source>
        <translation>训练 {result}</translation>
    </message>
    <message>
        <source>training examples by true class</source>
        <translation>训练样本，按真实类别</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>a training example</source>
        <translation>一个训练样本</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>完全准确</translation>
    </message>
    <message>
        <source>class {name}</source>
        <translation>类别 {name}</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>misclassified</source>
        <translation>分类错误</translation>
    </message>
    <message>
        <source>{n} of {all} points</source>
        <translation>{all} 个点中的 {n} 个</translation>
    </message>
    <message>
        <source>true {target}</source>
        <translation>真实 {target}</translation>
    </message>
    <message>
        <source>predicted {target}</source>
        <translation>预测 {target}</translation>
    </message>
    <message>
        <source>true {value}</source>
        <translation>真实 {value}</translation>
    </message>
    <message>
        <source>predicted {value}</source>
        <translation>预测 {value}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>回来</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Running …</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run to step {step}</source>
        <translation>运行到第 {step} 步</translation>
    </message>
    <message>
        <source>You did not predict it.</source>
        <translation>你没有预测。</translation>
    </message>
    <message>
        <source>You said: {answer}.</source>
        <translation>你说的是：{answer}。</translation>
    </message>
    <message>
        <source>It is {value}.</source>
        <translation>答案是 {value}。</translation>
    </message>
    <message>
        <source>The answer: {answer}.</source>
        <translation>答案：{answer}。</translation>
    </message>
    <message>
        <source>✓ Right.</source>
        <translation>✓ 对了。</translation>
    </message>
    <message>
        <source>✗ Not this time.</source>
        <translation>✗ 这次不对。</translation>
    </message>
    <message>
        <source>What is on show is not the lesson&apos;s run. Going on brings it back.</source>
        <translation>现在显示的不是课程的运行。点“继续”会把它恢复过来。</translation>
    </message>
    <message>
        <source>What is on show is not the lesson&apos;s run any more; the numbers here are. Come back when you like.</source>
        <translation>现在显示的已经不是课程的运行；这里的数字仍是课程的。随时可以回来。</translation>
    </message>
    <message>
        <source>Each lesson takes some ten minutes. You predict, then the program measures.</source>
        <translation>每课大约十分钟。你先预测，然后由程序测量。</translation>
    </message>
    <message>
        <source>Begin this lesson again</source>
        <translation>重新开始本课</translation>
    </message>
    <message>
        <source>Write a hand-out…</source>
        <translation>写出讲义…</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Lesson {number}: {title}, {progress}</source>
        <translation>第 {number} 课：{title}，{progress}</translation>
    </message>
    <message>
        <source>0.01 or 1/100</source>
        <translation>0.01 或 1/100</translation>
    </message>
    <message>
        <source>Your prediction, a number</source>
        <translation>你的预测，一个数</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Make a change that solves the task</source>
        <translation>做一个能完成任务的改动</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Show what may help; it comes by itself after two tries</source>
        <translation>看看什么可能有帮助；试过两次之后，它会自己出现</translation>
    </message>
    <message>
        <source>The lesson&apos;s text</source>
        <translation>课程的文字</translation>
    </message>
    <message>
        <source>Back to the step before, with the run of then</source>
        <translation>回到上一步，连同当时的运行</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Leave the lesson; it is kept (Escape)</source>
        <translation>离开课程；进度会保存（Escape）</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>离开课程</translation>
    </message>
    <message>
        <source>Go on (Return)</source>
        <translation>继续（回车键）</translation>
    </message>
    <message>
        <source>Hint: {hint}</source>
        <translation>提示：{hint}</translation>
    </message>
    <message>
        <source>This is no number: write one such as 0.01, 1/100 or 1e-2.</source>
        <translation>这不是数：请写成 0.01、1/100 或 1e-2 的样子。</translation>
    </message>
    <message numerus="yes">
        <source>{n} lesson to choose from.</source>
        <comment>{n} lessons to choose from.</comment>
        <translation>
            <numerusform>有 {n} 课可选。</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}, step {n} of {all}. {text}</source>
        <translation>{title}，第 {n} 步，共 {all} 步。{text}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>Log axis for the loss</source>
        <translation>损失用对数坐标</translation>
    </message>
    <message>
        <source>Loss {loss} on the training set at step {step}.</source>
        <translation>第 {step} 步时训练集上的损失为 {loss}。</translation>
    </message>
    <message>
        <source>Loss {loss}, accuracy {accuracy} on the training set at step {step}.</source>
        <translation>第 {step} 步时训练集上的损失为 {loss}，准确率为 {accuracy}。</translation>
    </message>
    <message>
        <source>loss, standardised</source>
        <translation>损失，标准化</translation>
    </message>
    <message>
        <source>standardised</source>
        <translation>标准化</translation>
    </message>
    <message>
        <source>{what}, log axis</source>
        <translation>{what}，对数坐标</translation>
    </message>
    <message>
        <source>acc., %</source>
        <translation>准确率%</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>loss {train} train</source>
        <translation>损失 {train} 训练</translation>
    </message>
    <message>
        <source>loss {train} train · {test} test</source>
        <translation>损失 {train} 训练 · {test} 测试</translation>
    </message>
    <message>
        <source>{train} train</source>
        <translation>{train} 训练</translation>
    </message>
    <message>
        <source>{train} train · {test} test</source>
        <translation>{train} 训练 · {test} 测试</translation>
    </message>
    <message>
        <source>changed at step {step}: {what}</source>
        <translation>第 {step} 步改动：{what}</translation>
    </message>
    <message>
        <source>step {step}: {what}</source>
        <translation>第 {step} 步：{what}</translation>
    </message>
    <message>
        <source>learning rate {rate}</source>
        <translation>学习率 {rate}</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate {rate}, to come</source>
        <translation>学习率 {rate}，尚未到</translation>
    </message>
    <message>
        <source>Network picture</source>
        <translation>网络图</translation>
    </message>
    <message>
        <source>update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>what each unit responds to</source>
        <translation>每个单元的响应</translation>
    </message>
    <message>
        <source>active fraction</source>
        <translation>活跃比例</translation>
    </message>
    <message>
        <source>mean activation</source>
        <translation>平均激活值</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>in</source>
        <translation>入</translation>
    </message>
    <message>
        <source>out</source>
        <translation>出</translation>
    </message>
    <message>
        <source>per layer</source>
        <translation>每层</translation>
    </message>
    <message>
        <source>{factor} per layer</source>
        <translation>每层 {factor}</translation>
    </message>
    <message>
        <source>linear (never switches)</source>
        <translation>线性（从不切换）</translation>
    </message>
    <message>
        <source>nearly silent</source>
        <translation>近乎沉默</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>失活</translation>
    </message>
    <message>
        <source>thickness = backward signal (log scale, 10⁻⁸ to 10); numbers = weight gradient, RMS</source>
        <translation>粗细 = 反向信号（对数刻度，10⁻⁸ 到 10）；数字 = 权重梯度，RMS</translation>
    </message>
    <message>
        <source>thickness = backward signal (log scale); numbers = weight gradient, RMS</source>
        <translation>粗细 = 反向信号（对数刻度）；数字 = 权重梯度，RMS</translation>
    </message>
    <message>
        <source>thickness = backward signal (log); numbers = weight gradient</source>
        <translation>粗细 = 反向信号（对数）；数字 = 权重梯度</translation>
    </message>
    <message>
        <source>thickness = backward signal (log scale)</source>
        <translation>粗细 = 反向信号（对数刻度）</translation>
    </message>
    <message>
        <source>thickness = signal back</source>
        <translation>粗细 = 反向信号</translation>
    </message>
    <message>
        <source>thickness</source>
        <translation>粗细</translation>
    </message>
    <message>
        <source>last change of the weight</source>
        <translation>权重的最近变化</translation>
    </message>
    <message>
        <source>batch norm before φ</source>
        <translation>φ 之前批归一化</translation>
    </message>
    <message>
        <source>batch norm after φ</source>
        <translation>φ 之后批归一化</translation>
    </message>
    <message>
        <source>layer norm before φ</source>
        <translation>φ 之前层归一化</translation>
    </message>
    <message>
        <source>layer norm after φ</source>
        <translation>φ 之后层归一化</translation>
    </message>
    <message>
        <source>RMS norm before φ</source>
        <translation>φ 之前 RMS 归一化</translation>
    </message>
    <message>
        <source>RMS norm after φ</source>
        <translation>φ 之后 RMS 归一化</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>跳跃连接</translation>
    </message>
    <message>
        <source>of the examples</source>
        <translation>的样本</translation>
    </message>
    <message>
        <source>output, each tile on its own scale</source>
        <translation>输出，每个方块用自己的刻度</translation>
    </message>
    <message>
        <source>same for every input</source>
        <translation>对每个输入都相同</translation>
    </message>
    <message>
        <source>no room for lines between {n} columns</source>
        <translation>{n} 列之间放不下连线</translation>
    </message>
    <message>
        <source>gradient, training set</source>
        <translation>梯度，训练集</translation>
    </message>
    <message>
        <source>gradient, latest batch</source>
        <translation>梯度，最近的批量</translation>
    </message>
    <message>
        <source>the {n} strongest lines of {all}</source>
        <translation>{all} 条连线中最强的 {n} 条</translation>
    </message>
    <message>
        <source>The unit&apos;s output over the input plane: orange above what it gives at z = 0, blue below; flat grey where it is the same for every input.</source>
        <translation>单元在输入平面上的输出：橙色高于它在 z = 0 时的输出，蓝色低于它；对每个输入都相同的地方是一片灰色。</translation>
    </message>
    <message>
        <source>The share of training examples on which the unit&apos;s slope is not zero.</source>
        <translation>单元的斜率不为零的训练样本所占的比例。</translation>
    </message>
    <message>
        <source>The unit&apos;s mean activation over the training set: orange above zero, blue below.</source>
        <translation>单元在训练集上的平均激活值：橙色大于零，蓝色小于零。</translation>
    </message>
    <message>
        <source>Each weight&apos;s gradient: invisible at 10⁻⁷, full at 0.1, on a log scale.</source>
        <translation>每个权重的梯度：10⁻⁷ 时看不见，0.1 时最浓，对数刻度。</translation>
    </message>
    <message>
        <source>The size of each weight beside the largest of the network.</source>
        <translation>每个权重与网络中最大的权重相比的大小。</translation>
    </message>
    <message>
        <source>How far the last step moved each weight: invisible at 10⁻⁹, full at 0.001, on a log scale.</source>
        <translation>最近一步使每个权重移动了多远：10⁻⁹ 时看不见，0.001 时最浓，对数刻度。</translation>
    </message>
    <message>
        <source>No lines.</source>
        <translation>不画连线。</translation>
    </message>
    <message>
        <source>Only for data with two inputs: a unit then has a picture over the input plane.</source>
        <translation>只适用于有两个输入的数据：这时单元在输入平面上有一幅图。</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>方块</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>连线</translation>
    </message>
    <message>
        <source>Drops in the river</source>
        <translation>河中的水滴</translation>
    </message>
    <message numerus="yes">
        <source>{n} hidden layer with {units} units, {dead} of them dead at step {step}.</source>
        <comment>{n} hidden layers with {units} units, {dead} of them dead at step {step}.</comment>
        <translation>
            <numerusform>{n} 个隐藏层，共 {units} 个单元，第 {step} 步时其中 {dead} 个死亡。</numerusform>
        </translation>
    </message>
    <message>
        <source>With {cures}.</source>
        <translation>带有{cures}。</translation>
    </message>
    <message numerus="yes">
        <source>{lane}: {n} hidden layer, {dead} of {units} units dead</source>
        <comment>{lane}: {n} hidden layers, {dead} of {units} units dead</comment>
        <translation>
            <numerusform>{lane}：{n} 个隐藏层，{units} 个单元中有 {dead} 个死亡</numerusform>
        </translation>
    </message>
    <message>
        <source>vanishes below</source>
        <translation>此线以下为消失</translation>
    </message>
    <message>
        <source>active</source>
        <translation>活跃</translation>
    </message>
    <message>
        <source>shown over the input plane</source>
        <translation>画在输入平面上</translation>
    </message>
    <message>
        <source>Input {name}</source>
        <translation>输入 {name}</translation>
    </message>
    <message>
        <source>Output: class {name}</source>
        <translation>输出：类别 {name}</translation>
    </message>
    <message>
        <source>Output {number}</source>
        <translation>输出 {number}</translation>
    </message>
    <message>
        <source>mean output {value}</source>
        <translation>平均输出 {value}</translation>
    </message>
    <message>
        <source>on for {share} of the training examples</source>
        <translation>在 {share} 的训练样本上活跃</translation>
    </message>
    <message>
        <source>slope under 5 % of the largest on {share} of the training examples</source>
        <translation>在 {share} 的训练样本上，斜率小于最大斜率的 5 %</translation>
    </message>
    <message>
        <source>struck through: dropped for the first example of the latest batch; others drop other units</source>
        <translation>被划掉：在最近批量的第一个样本上失活；在其他样本上失活的是别的单元</translation>
    </message>
    <message>
        <source>Skip: layer {source}&apos;s output is added in layer {last}</source>
        <translation>跳跃连接：第 {source} 层的输出加在第 {last} 层上</translation>
    </message>
    <message>
        <source>arc&apos;s thickness: signal back over the skip {size}</source>
        <translation>弧线的粗细：经过跳跃连接的反向信号 {size}</translation>
    </message>
    <message>
        <source>the skip from layer {last} joins here: {told}</source>
        <translation>来自第 {last} 层的跳跃连接在这里汇入：{told}</translation>
    </message>
    <message>
        <source>layer {source}&apos;s output is added here</source>
        <translation>第 {source} 层的输出加在这里</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} input</source>
        <comment>{n:,} inputs</comment>
        <translation>
            <numerusform>{n:,} 个输入</numerusform>
        </translation>
    </message>
    <message>
        <source>data: {source}</source>
        <translation>数据：{source}</translation>
    </message>
    <message>
        <source>{factor} on the way from layer {layer}</source>
        <translation>从第 {layer} 层过来的途中 {factor}</translation>
    </message>
    <message>
        <source>{rms}, norm {norm}</source>
        <translation>{rms}，范数 {norm}</translation>
    </message>
    <message>
        <source>number under the river: weight gradient RMS {size}</source>
        <translation>河流下面的数字：权重梯度 RMS {size}</translation>
    </message>
    <message>
        <source>both on the whole training set</source>
        <translation>两者都在整个训练集上测得</translation>
    </message>
    <message>
        <source>both on the latest batch</source>
        <translation>两者都在最近的批量上测得</translation>
    </message>
    <message>
        <source>Layer {layer}: {n} × {function}</source>
        <translation>第 {layer} 层：{n} × {function}</translation>
    </message>
    <message>
        <source>dead {n} of {all}, {linear}</source>
        <translation>{all} 个中有 {n} 个死亡，{linear}</translation>
    </message>
    <message>
        <source>Output (layer {layer})</source>
        <translation>输出（第 {layer} 层）</translation>
    </message>
    <message>
        <source>river&apos;s thickness: backward signal {size}</source>
        <translation>河流的粗细：反向信号 {size}</translation>
    </message>
    <message>
        <source>below {size}: the river runs dry here</source>
        <translation>小于 {size}：河流在这里干涸</translation>
    </message>
    <message>
        <source>above {size}: the river bursts its banks here</source>
        <translation>大于 {size}：河流在这里决堤</translation>
    </message>
    <message>
        <source>its slope is zero on every training example</source>
        <translation>它的斜率在每个训练样本上都为零</translation>
    </message>
    <message>
        <source>its slope is zero on every training example, so its weights get no gradient</source>
        <translation>它的斜率在每个训练样本上都为零，所以它的权重得不到梯度</translation>
    </message>
    <message>
        <source>it never switches: its slope is the same on every training example</source>
        <translation>它从不切换：它的斜率在每个训练样本上都相同</translation>
    </message>
    <message>
        <source>its output is tiny beside its layer&apos;s; it can still learn</source>
        <translation>它的输出与所在的层相比极小；它仍能学习</translation>
    </message>
    <message>
        <source>it gives nearly the same for every input</source>
        <translation>它对每个输入给出的值几乎相同</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}: {state}</source>
        <translation>第 {layer} 层单元 {unit}：{state}</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}: dead since step {step}</source>
        <translation>第 {layer} 层单元 {unit}：从第 {step} 步起死亡</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}: dead {since_step_0}</source>
        <translation>第 {layer} 层单元 {unit}：{since_step_0}死亡</translation>
    </message>
    <message>
        <source>{value} in the first training example, which is shown</source>
        <translation>显示的是第一个训练样本，在其中为 {value}</translation>
    </message>
    <message>
        <source>This run has one task. “Tasks…”, in the Data group, lets labels, inputs or data change.</source>
        <translation>这个运行只有一个任务。“数据”组里的“任务…”可以让标签、输入或数据改变。</translation>
    </message>
    <message>
        <source>No task has ended yet. The first point comes at step {step}.</source>
        <translation>还没有任务结束。第一个点出现在第 {step} 步。</translation>
    </message>
    <message>
        <source>task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>dead and silent units</source>
        <translation>死亡和沉默的单元</translation>
    </message>
    <message>
        <source>No task has ended yet.</source>
        <translation>还没有任务结束。</translation>
    </message>
    <message>
        <source>Task {task} ended at step {step} with {results}, {dead} units dead and {silent} nearly silent.</source>
        <translation>任务 {task} 在第 {step} 步结束，{results}，{dead} 个单元死亡，{silent} 个近乎沉默。</translation>
    </message>
    <message>
        <source>accuracy at each task&apos;s end, %</source>
        <translation>每个任务结束时的准确率，%</translation>
    </message>
    <message>
        <source>loss at each task&apos;s end</source>
        <translation>每个任务结束时的损失</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>task {task}, ended at step {step}</source>
        <translation>任务 {task}，在第 {step} 步结束</translation>
    </message>
    <message>
        <source>loss {loss}, accuracy {accuracy}</source>
        <translation>损失 {loss}，准确率 {accuracy}</translation>
    </message>
    <message>
        <source>{dead} dead, {silent} nearly silent</source>
        <translation>{dead} 个死亡，{silent} 个近乎沉默</translation>
    </message>
    <message>
        <source>learning rate {rate}; the layer&apos;s weights changed by {share}</source>
        <translation>学习率 {rate}；这一层的权重改变了 {share}</translation>
    </message>
    <message>
        <source>learning rate {rate}; weights changed by {share}</source>
        <translation>学习率 {rate}；权重改变了 {share}</translation>
    </message>
    <message>
        <source>learning rate {rate}; the layer&apos;s weights changed by {share} per step</source>
        <translation>学习率 {rate}；这一层的权重每步改变 {share}</translation>
    </message>
    <message>
        <source>learning rate {rate}; weights changed by {share} per step</source>
        <translation>学习率 {rate}；权重每步改变 {share}</translation>
    </message>
    <message>
        <source>Cause of death: {why}.</source>
        <translation>死因：{why}。</translation>
    </message>
    <message>
        <source>what moved z</source>
        <translation>什么移动了 z</translation>
    </message>
    <message>
        <source>Off by its first statistics</source>
        <translation>按最初的统计量就已关闭</translation>
    </message>
    <message>
        <source>Off since its initial weights</source>
        <translation>按初始权重就已关闭</translation>
    </message>
    <message>
        <source>Killed by: unknown</source>
        <translation>死因：未知</translation>
    </message>
    <message>
        <source>Killed by {what}</source>
        <translation>死因：{what}</translation>
    </message>
    <message>
        <source>Layer {layer}, unit {unit}</source>
        <translation>第 {layer} 层，单元 {unit}</translation>
    </message>
    <message>
        <source>The unit&apos;s output over the input plane</source>
        <translation>单元在输入平面上的输出</translation>
    </message>
    <message>
        <source>The unit&apos;s output over the input plane; the line is its hinge.</source>
        <translation>单元在输入平面上的输出；线是它的折线。</translation>
    </message>
    <message>
        <source>z {z}, output {output}</source>
        <translation>z {z}，输出 {output}</translation>
    </message>
    <message>
        <source>own map, line: z = {levels}</source>
        <translation>自己的图，线：z = {levels}</translation>
    </message>
    <message>
        <source>Click a tile in the network to see that unit here: its state and the reason, its activity, its weights.</source>
        <translation>点击网络中的一个方块，就在这里看到那个单元：它的状态和原因、活跃程度、权重。</translation>
    </message>
    <message>
        <source>weights in</source>
        <translation>输入权重</translation>
    </message>
    <message>
        <source>weights out</source>
        <translation>输出权重</translation>
    </message>
    <message>
        <source>This network has no such unit any more: click another tile.</source>
        <translation>这个网络不再有这样的单元：请点击另一个方块。</translation>
    </message>
    <message>
        <source>This unit is being measured.</source>
        <translation>正在测量这个单元。</translation>
    </message>
    <message>
        <source>unit {unit}</source>
        <translation>单元 {unit}</translation>
    </message>
    <message>
        <source>output {number}</source>
        <translation>输出 {number}</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Weights times inputs, and the bias, add up to a. Then {formula}.</source>
        <translation>权重乘以输入，加上偏置，得到 a。然后 {formula}。</translation>
    </message>
    <message>
        <source>weights into a</source>
        <translation>进入 a 的权重</translation>
    </message>
    <message>
        <source>weights out of h</source>
        <translation>h 之后的权重</translation>
    </message>
    <message>
        <source>Unit {unit} of layer {layer}, {told}.</source>
        <translation>第 {layer} 层的单元 {unit}，{told}。</translation>
    </message>
    <message>
        <source>died at step {step}</source>
        <translation>第 {step} 步死亡</translation>
    </message>
    <message>
        <source>dead at step {step}</source>
        <translation>第 {step} 步已死亡</translation>
    </message>
    <message>
        <source>revived at step {step}</source>
        <translation>第 {step} 步复活</translation>
    </message>
    <message>
        <source>examples by z, %</source>
        <translation>各 z 的样本，%</translation>
    </message>
    <message>
        <source>z {low} to {high}</source>
        <translation>z 从 {low} 到 {high}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} example, {share}</source>
        <comment>{n:,} examples, {share}</comment>
        <translation>
            <numerusform>{n:,} 个样本，{share}</numerusform>
        </translation>
    </message>
    <message>
        <source>active on, % of examples</source>
        <translation>活跃的样本，%</translation>
    </message>
    <message>
        <source>slope not 0 on, % of examples</source>
        <translation>斜率不为 0 的样本，%</translation>
    </message>
    <message>
        <source>step {step}: active on {share}</source>
        <translation>第 {step} 步：在 {share} 的样本上活跃</translation>
    </message>
    <message>
        <source>step {step}: slope not 0 on {share}</source>
        <translation>第 {step} 步：在 {share} 的样本上斜率不为 0</translation>
    </message>
    <message>
        <source>On for {share}</source>
        <translation>{share} 活跃</translation>
    </message>
    <message>
        <source>Saturated on {share}</source>
        <translation>{share} 饱和</translation>
    </message>
    <message>
        <source>Dead since step {step}</source>
        <translation>从第 {step} 步起死亡</translation>
    </message>
    <message>
        <source>Dead {since_step_0}</source>
        <translation>{since_step_0}死亡</translation>
    </message>
    <message>
        <source>Linear: never switches</source>
        <translation>线性：从不切换</translation>
    </message>
    <message>
        <source>Nearly silent</source>
        <translation>近乎沉默</translation>
    </message>
    <message>
        <source>On for {share} of the examples</source>
        <translation>在 {share} 的样本上活跃</translation>
    </message>
    <message>
        <source>Never saturated</source>
        <translation>从不饱和</translation>
    </message>
    <message>
        <source>Saturated on {share} of the examples</source>
        <translation>在 {share} 的样本上饱和</translation>
    </message>
    <message>
        <source>On for {share} of the examples; its output is tiny beside its layer&apos;s, but it can still learn</source>
        <translation>它在 {share} 的样本上活跃；它的输出与所在的层相比极小，但仍能学习</translation>
    </message>
    <message>
        <source>Its output is tiny beside its layer&apos;s, but it can still learn</source>
        <translation>它的输出与所在的层相比极小，但仍能学习</translation>
    </message>
    <message>
        <source>Its slope is not zero on {n} of {all} training examples, measured {how}</source>
        <translation>它的斜率在 {all} 个训练样本中的 {n} 个上不为零，{how}测得</translation>
    </message>
    <message>
        <source>It learns from every training example</source>
        <translation>它从每个训练样本中学习</translation>
    </message>
    <message>
        <source>It learns from {n} of {all} training examples; on the others its slope is zero</source>
        <translation>它从 {all} 个训练样本中的 {n} 个学习；在其余样本上它的斜率为零</translation>
    </message>
    <message>
        <source>There its slope is under 5 % of the largest, so it hardly learns from them</source>
        <translation>在那里它的斜率小于最大斜率的 5 %，所以几乎学不到东西</translation>
    </message>
    <message>
        <source>Its slope is at least 5 % of the largest on every example</source>
        <translation>它的斜率在每个样本上都不小于最大斜率的 5 %</translation>
    </message>
    <message>
        <source>Its slope is the same on every training example</source>
        <translation>它的斜率在每个训练样本上都相同</translation>
    </message>
    <message>
        <source>Its slope is the same, {slope}, on every training example</source>
        <translation>它的斜率在每个训练样本上都相同，为 {slope}</translation>
    </message>
    <message>
        <source>{sentence}: z is {side}</source>
        <translation>{sentence}：z {side}</translation>
    </message>
    <message>
        <source>{sentence}; it is saturated</source>
        <translation>{sentence}；它是饱和的</translation>
    </message>
    <message numerus="yes">
        <source>It died once, last at step {step}, and came back.</source>
        <comment>It died {n:,} times, last at step {step}, and came back.</comment>
        <translation>
            <numerusform>它死过 {n:,} 次，最近一次在第 {step} 步，后来又复活了。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was dead {since_step_0} and came back at step {step}.</source>
        <translation>它{since_step_0}死亡，在第 {step} 步复活。</translation>
    </message>
    <message>
        <source>{title}, {n} of {all}</source>
        <translation>{title}，{all} 个中的 {n} 个</translation>
    </message>
    <message>
        <source>usual: 0.001</source>
        <translation>通常：0.001</translation>
    </message>
    <message>
        <source>healthy updates</source>
        <translation>健康的更新</translation>
    </message>
    <message>
        <source>0: centred</source>
        <translation>0：居中</translation>
    </message>
    <message>
        <source>start: {alpha}</source>
        <translation>起点：{alpha}</translation>
    </message>
    <message>
        <source>least to largest unit</source>
        <translation>最小到最大的单元</translation>
    </message>
    <message>
        <source>none is learned</source>
        <translation>没有学习的 α</translation>
    </message>
    <message>
        <source>This older recording does not hold {what}.</source>
        <translation>这份较早的记录里没有{what}。</translation>
    </message>
    <message>
        <source>not in this recording</source>
        <translation>这份记录里没有</translation>
    </message>
    <message>
        <source>{what}, layer × step, middle {middle}</source>
        <translation>{what}，层 × 步，中间为 {middle}</translation>
    </message>
    <message>
        <source>No slope α is learned in this network. Choose PReLU as the activation: its slope below zero is learned.</source>
        <translation>这个网络不学习斜率 α。请选择 PReLU 作为激活函数：它学习零以下的斜率。</translation>
    </message>
    <message>
        <source>No step has been taken yet. Press Play: this panel fills with the first update.</source>
        <translation>还没有走过一步。请按“播放”：第一次更新会填上这个面板。</translation>
    </message>
    <message>
        <source>update : weight of the latest step</source>
        <translation>最近一步的更新/权重比</translation>
    </message>
    <message>
        <source>update : weight, latest step</source>
        <translation>更新/权重比，最近一步</translation>
    </message>
    <message>
        <source>mean activation over the training set</source>
        <translation>训练集上的平均激活值</translation>
    </message>
    <message>
        <source>mean activation, training set</source>
        <translation>平均激活值，训练集</translation>
    </message>
    <message>
        <source>learned slope α of each hidden layer</source>
        <translation>各隐藏层学到的斜率 α</translation>
    </message>
    <message>
        <source>learned slope α</source>
        <translation>学到的斜率 α</translation>
    </message>
    <message>
        <source>{what} {value}, step {step}</source>
        <translation>{what} {value}，第 {step} 步</translation>
    </message>
    <message>
        <source>units {least} to {largest}</source>
        <translation>各单元 {least} 到 {largest}</translation>
    </message>
    <message>
        <source>start {alpha}</source>
        <translation>起点 {alpha}</translation>
    </message>
    <message>
        <source>healthy: about 0.001, from 0.0001 to 0.01</source>
        <translation>健康：约 0.001，从 0.0001 到 0.01</translation>
    </message>
    <message>
        <source>update : weight</source>
        <translation>更新/权重比</translation>
    </message>
    <message>
        <source>How far the latest step moved the weights of a layer, as a share of their size; usual is about 0.001.</source>
        <translation>最近一步使一层的权重移动了多远，以占其大小的比例表示；通常约为 0.001。</translation>
    </message>
    <message>
        <source>The mean of a layer&apos;s outputs over its units and all training examples.</source>
        <translation>一层的输出对所有单元和所有训练样本的均值。</translation>
    </message>
    <message>
        <source>The learned slope below zero, where the activation is PReLU.</source>
        <translation>激活函数为 PReLU 时，零以下学到的斜率。</translation>
    </message>
    <message>
        <source>layers back from the loss</source>
        <translation>从损失往回的层数</translation>
    </message>
    <message>
        <source>layers back</source>
        <translation>往回的层数</translation>
    </message>
    <message>
        <source>what is left of the gradient</source>
        <translation>剩下的梯度</translation>
    </message>
    <message>
        <source>gradient left</source>
        <translation>剩余梯度</translation>
    </message>
    <message>
        <source>Depth of the calculation, in layers</source>
        <translation>计算的深度，层数</translation>
    </message>
    <message>
        <source>Slope of a layer, in hundredths</source>
        <translation>一层的斜率，百分之一</translation>
    </message>
    <message>
        <source>How many layers the gradient goes back through</source>
        <translation>梯度往回穿过多少层</translation>
    </message>
    <message>
        <source>What each layer&apos;s slope multiplies the gradient by</source>
        <translation>每层的斜率使梯度乘以多少</translation>
    </message>
    <message>
        <source>Use this network&apos;s values</source>
        <translation>采用这个网络的值</translation>
    </message>
    <message>
        <source>Set the sliders to the network&apos;s depth and to the mean of its slope factors</source>
        <translation>把滑块设为这个网络的深度和它的斜率因子的均值</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Measured now; means are geometric, so that their powers are the products</source>
        <translation>现在测得；均值是几何平均，所以其乘方就是连乘积</translation>
    </message>
    <message numerus="yes">
        <source>{n} layer back</source>
        <comment>{n} layers back</comment>
        <translation>
            <numerusform>往回 {n} 层</numerusform>
        </translation>
    </message>
    <message>
        <source>calculated {factor}</source>
        <translation>计算得 {factor}</translation>
    </message>
    <message>
        <source>measured {factor}</source>
        <translation>测得 {factor}</translation>
    </message>
    <message>
        <source>Largest slopes: {names}</source>
        <translation>最大斜率：{names}</translation>
    </message>
    <message>
        <source>{lane}: depth {n} → {left}</source>
        <translation>{lane}：深度 {n} → {left}</translation>
    </message>
    <message>
        <source>This network: depth {n} → {left}</source>
        <translation>这个网络：深度 {n} → {left}</translation>
    </message>
    <message>
        <source>{lane}: depth {n}, {slope} × {weights} a layer → {left}</source>
        <translation>{lane}：深度 {n}，每层 {slope} × {weights} → {left}</translation>
    </message>
    <message>
        <source>→ {factor} times as much in layer 1</source>
        <translation>→ 第 1 层为 {factor} 倍</translation>
    </message>
    <message>
        <source>→ {share} reaches layer 1</source>
        <translation>→ {share} 到达第 1 层</translation>
    </message>
    <message>
        <source>This network: depth {n}</source>
        <translation>这个网络：深度 {n}</translation>
    </message>
    <message>
        <source>means: slope {slope}, weights {weights}</source>
        <translation>均值：斜率 {slope}，权重 {weights}</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>因子</translation>
    </message>
    <message>
        <source>product</source>
        <translation>连乘积</translation>
    </message>
    <message>
        <source>Calculator</source>
        <translation>计算器</translation>
    </message>
    <message>
        <source>Show the chain-rule calculator, beside the bars or, in a narrow panel, in their place</source>
        <translation>显示链式法则计算器：在柱形旁边，面板窄时则代替柱形</translation>
    </message>
    <message>
        <source>Chain-rule calculator</source>
        <translation>链式法则计算器</translation>
    </message>
    <message>
        <source>factor, whole set</source>
        <translation>因子，整个训练集</translation>
    </message>
    <message>
        <source>factor, latest batch</source>
        <translation>因子，最近的批量</translation>
    </message>
    <message>
        <source>slopes</source>
        <translation>斜率</translation>
    </message>
    <message>
        <source>normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>largest possible slope, {limit}</source>
        <translation>可能的最大斜率，{limit}</translation>
    </message>
    <message>
        <source>{factor} of the output layer&apos;s gradient is left</source>
        <translation>剩下输出层梯度的 {factor}</translation>
    </message>
    <message>
        <source>‖∂J/∂h‖ {total}: over the branch {branch}, over the skip from layer {last} {skip}</source>
        <translation>‖∂J/∂h‖ {total}：经过分支 {branch}，经过来自第 {last} 层的跳跃连接 {skip}</translation>
    </message>
    <message>
        <source>slope &lt; {limit}</source>
        <translation>斜率 &lt; {limit}</translation>
    </message>
    <message>
        <source>Activation function and slope</source>
        <translation>激活函数及其斜率</translation>
    </message>
    <message>
        <source>Map over {x} and {y}</source>
        <translation>{x} 和 {y} 上的图</translation>
    </message>
    <message>
        <source>unit {unit} of layer {layer}</source>
        <translation>第 {layer} 层单元 {unit}</translation>
    </message>
    <message>
        <source>class {name}: {share}</source>
        <translation>类别 {name}：{share}</translation>
    </message>
    <message>
        <source>largest slope {slope}</source>
        <translation>最大斜率 {slope}</translation>
    </message>
    <message>
        <source>largest
slope {slope}</source>
        <translation>最大
斜率 {slope}</translation>
    </message>
    <message>
        <source>slope ≤ {slope}</source>
        <translation>斜率 ≤ {slope}</translation>
    </message>
    <message>
        <source>layer {layer} of {n}, the output</source>
        <translation>第 {layer} 层，共 {n} 层，输出层</translation>
    </message>
    <message>
        <source>layer {layer} of {n}</source>
        <translation>第 {layer} 层，共 {n} 层</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Colours from {low} to {high}</source>
        <translation>颜色从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>{name} of every layer by step, lane {lane}</source>
        <translation>各层各步的{name}，泳道 {lane}</translation>
    </message>
    <message>
        <source>Legend: {names}</source>
        <translation>图例：{names}</translation>
    </message>
    <message>
        <source>{what} by {variable}</source>
        <translation>{what}，按{variable}</translation>
    </message>
    <message>
        <source>click: go to step {step}</source>
        <translation>点击：转到第 {step} 步</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show the whole axes again (double-click)</source>
        <translation>重新显示整条坐标轴（双击）</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批量</translation>
    </message>
    <message>
        <source>layer {layer} unit {unit} died</source>
        <translation>第 {layer} 层单元 {unit} 死亡</translation>
    </message>
    <message>
        <source>layer {layer} unit {unit} revived</source>
        <translation>第 {layer} 层单元 {unit} 复活</translation>
    </message>
    <message numerus="yes">
        <source>{n} setting</source>
        <comment>{n} settings</comment>
        <translation>
            <numerusform>{n} 项设置</numerusform>
        </translation>
    </message>
    <message>
        <source>changed: {what}</source>
        <translation>改动：{what}</translation>
    </message>
    <message>
        <source>recycled {n}</source>
        <translation>回收 {n} 个</translation>
    </message>
    <message>
        <source>verdict: {title}</source>
        <translation>结论：{title}</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>笔记：{text}</translation>
    </message>
    <message>
        <source>note ({lane}): {text}</source>
        <translation>笔记（{lane}）：{text}</translation>
    </message>
    <message>
        <source>{dead} of {units} units dead (measured at step {step})</source>
        <translation>{units} 个单元中有 {dead} 个死亡（在第 {step} 步测得）</translation>
    </message>
    <message>
        <source>loss {loss}, {dead} of {units} units dead (measured at step {step})</source>
        <translation>损失 {loss}，{units} 个单元中有 {dead} 个死亡（在第 {step} 步测得）</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>扫描图</translation>
    </message>
    <message>
        <source>Choose what is mapped</source>
        <translation>选择画什么</translation>
    </message>
    <message>
        <source>Runs of the sweep that have been trained</source>
        <translation>这次扫描中已经训练的运行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Begin no more runs for now</source>
        <translation>暂时不再开始新的运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the sweep; what was measured stays</source>
        <translation>停止扫描；已测得的保留</translation>
    </message>
    <message>
        <source>Measure what the map still lacks</source>
        <translation>测量图中还缺少的部分</translation>
    </message>
    <message>
        <source>The results are kept in {file}</source>
        <translation>结果保存在 {file} 中</translation>
    </message>
    <message>
        <source>{runs}, paused</source>
        <translation>{runs}，已暂停</translation>
    </message>
    <message>
        <source>{runs}, {time} left</source>
        <translation>{runs}，还剩 {time}</translation>
    </message>
    <message>
        <source>Around the present settings</source>
        <translation>围绕现在的设置</translation>
    </message>
    <message>
        <source>Nine learning rates by nine weight scales around those of the chosen lane</source>
        <translation>围绕所选泳道的学习率和权重尺度，各取九个</translation>
    </message>
    <message>
        <source>Open a map or a sweep…</source>
        <translation>打开扫描图或扫描…</translation>
    </message>
    <message>
        <source>Compare with a map…</source>
        <translation>与另一张图比较…</translation>
    </message>
    <message>
        <source>Compare no longer</source>
        <translation>不再比较</translation>
    </message>
    <message>
        <source>Save the results…</source>
        <translation>保存结果…</translation>
    </message>
    <message>
        <source>Previous event: a death, revival, change, note or new verdict</source>
        <translation>上一个事件：死亡、复活、改动、笔记或新的结论</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>上一个事件</translation>
    </message>
    <message>
        <source>Next event: a death, revival, change, note or new verdict</source>
        <translation>下一个事件：死亡、复活、改动、笔记或新的结论</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>下一个事件</translation>
    </message>
    <message>
        <source>Speed of the replay in steps per second</source>
        <translation>重放的速度，每秒步数</translation>
    </message>
    <message>
        <source>Speed of the replay, in steps per second</source>
        <translation>重放的速度，每秒步数</translation>
    </message>
    <message>
        <source>{n} /s</source>
        <translation>{n} 步/秒</translation>
    </message>
    <message>
        <source>Stop the replay: show the step where it began (Escape)</source>
        <translation>停止重放：显示它开始的那一步（Escape）</translation>
    </message>
    <message>
        <source>Stop the replay</source>
        <translation>停止重放</translation>
    </message>
    <message>
        <source>Note at this step: write, change or delete it (N)</source>
        <translation>这一步的笔记：写、改或删（N）</translation>
    </message>
    <message>
        <source>Note at this step</source>
        <translation>这一步的笔记</translation>
    </message>
    <message>
        <source>Branch here: add a lane that continues from this step with the settings of then</source>
        <translation>从这里分支：增加一条泳道，用当时的设置从这一步继续</translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation>从这里分支</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Return to the newest step and follow it (Escape)</source>
        <translation>回到最新一步并跟随它（Escape）</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Step {newest}, now</source>
        <translation>第 {newest} 步，现在</translation>
    </message>
    <message>
        <source>Step {step} of {newest}: the past</source>
        <translation>第 {step} 步，共 {newest} 步：过去</translation>
    </message>
    <message>
        <source>{action}: replay</source>
        <translation>{action}：重放</translation>
    </message>
    <message>
        <source>Replay the run from the step on show, as it was; now, from step 0 (Ctrl+R)</source>
        <translation>从显示的这一步起重放当时的运行；若在现在，则从第 0 步起（Ctrl+R）</translation>
    </message>
    <message>
        <source>Pause the replay (Space)</source>
        <translation>暂停重放（空格键）</translation>
    </message>
    <message>
        <source>Go on with the replay (Space)</source>
        <translation>继续重放（空格键）</translation>
    </message>
    <message>
        <source>change</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>new verdict</source>
        <translation>新结论</translation>
    </message>
    <message>
        <source>note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message>
        <source>step {step} of {newest}, the past</source>
        <translation>第 {step} 步，共 {newest} 步，过去</translation>
    </message>
    <message>
        <source>step {step} of {newest}, the newest</source>
        <translation>第 {step} 步，共 {newest} 步，最新</translation>
    </message>
    <message>
        <source>click: see the run as it was then; double-click: write a note</source>
        <translation>点击：查看当时的运行；双击：写笔记</translation>
    </message>
    <message>
        <source>{what}: {share} now</source>
        <translation>{what}：现在 {share}</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>关闭（Escape）</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Unit panel</source>
        <translation>单元面板</translation>
    </message>
    <message>
        <source>Show all about this unit in the panel Unit</source>
        <translation>在“单元”面板中显示这个单元的一切</translation>
    </message>
    <message>
        <source>Life of {unit}</source>
        <translation>{unit} 的一生</translation>
    </message>
    <message>
        <source>it is on for: 0 to 100 % of the examples, over the run</source>
        <translation>它活跃的样本：0 到 100 %，在整个运行中</translation>
    </message>
    <message>
        <source>See step {step}</source>
        <translation>看第 {step} 步</translation>
    </message>
    <message>
        <source>The last step at which it was seen alive: then take a step ahead</source>
        <translation>最后一次见到它活着的那一步：看过之后前进一步</translation>
    </message>
    <message>
        <source>The step at which it dies</source>
        <translation>它将死亡的那一步</translation>
    </message>
    <message>
        <source>The step at which it died last</source>
        <translation>它最近一次死亡的那一步</translation>
    </message>
    <message>
        <source>its pre-activation z over the training examples</source>
        <translation>它在训练样本上的预激活值 z</translation>
    </message>
    <message>
        <source>{what}, from {low} to {high}</source>
        <translation>{what}，从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>How far each earlier layer moved its largest z</source>
        <translation>前面每一层使它的最大 z 移动了多远</translation>
    </message>
    <message>
        <source>layer {layer} {share}</source>
        <translation>第 {layer} 层 {share}</translation>
    </message>
    <message>
        <source>moved by layer 1 … {layer}</source>
        <translation>由第 1 … {layer} 层移动</translation>
    </message>
    <message>
        <source>moved by layer 1</source>
        <translation>由第 1 层移动</translation>
    </message>
    <message>
        <source>Layer {layer} moved its largest z by {share}.</source>
        <translation>第 {layer} 层使它的最大 z 移动了 {share}。</translation>
    </message>
    <message>
        <source>Caption {number}</source>
        <translation>说明 {number}</translation>
    </message>
    <message>
        <source>{name}: {choice}</source>
        <translation>{name}：{choice}</translation>
    </message>
    <message>
        <source>{name}: {told}</source>
        <translation>{name}：{told}</translation>
    </message>
    <message>
        <source>Formula: {formula}</source>
        <translation>公式：{formula}</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭这条消息</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({what}); Help › Copy diagnostics has the details.</source>
        <translation>出了意料之外的问题（{what}）；详情见“帮助 › 复制诊断信息”。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The measure that the map shows</source>
        <translation>图中显示的量</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>量</translation>
    </message>
    <message>
        <source>There is no map yet.</source>
        <translation>还没有图。</translation>
    </message>
    <message>
        <source>{done} of {total} runs</source>
        <translation>{total} 个运行中的 {done} 个</translation>
    </message>
    <message>
        <source>{measure} over {setting}, {done}.</source>
        <translation>{setting}上的{measure}，{done}。</translation>
    </message>
    <message>
        <source>{measure} over {first} and {second}, {done}.</source>
        <translation>{first}与{second}上的{measure}，{done}。</translation>
    </message>
    <message>
        <source>verdict of most seeds</source>
        <translation>多数随机种子的结论</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>pale: not measured</source>
        <translation>浅色：未测量</translation>
    </message>
    <message>
        <source>a run diverged</source>
        <translation>有运行发散</translation>
    </message>
    <message>
        <source>a run failed</source>
        <translation>有运行失败</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
</TS>
