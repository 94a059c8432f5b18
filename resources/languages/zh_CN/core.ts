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
        <source>None</source>
        <translation>无</translation>
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
        <source>RMS</source>
        <translation>RMS</translation>
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
        <source>Loss</source>
        <translation>损失</translation>
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
        <source>below {high}</source>
        <translation>{high} 以下</translation>
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
        <translation>{name} 必须是{rule}的数，得到的是 {value}</translation>
    </message>
    <message>
        <source>at least {low}</source>
        <translation>不小于 {low}</translation>
    </message>
    <message>
        <source>above {low} and at most {high}</source>
        <translation>大于 {low}，不超过 {high}</translation>
    </message>
    <message>
        <source>between {low} and {high}</source>
        <translation>{low} 到 {high} 之间</translation>
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
        <source>weights</source>
        <translation>权重</translation>
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
        <source>Lane {number} of the configuration: {fault}</source>
        <translation>配置的泳道 {number}：{fault}</translation>
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
        <source>loss</source>
        <translation>损失</translation>
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
</context>
</TS>
