<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>the activation&apos;s slopes shrink the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights shrink the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers of few units lose the gradient by chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps have moved the units where the slope is small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first weights enlarge the signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the activation enlarges the signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gradient grows from layer to layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the steps are too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the steps are too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>units are dead from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps have killed units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>steps have killed units of a network that learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>usual steps have killed units in layers of few</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the slope is 0 everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all units of a layer began alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network has no activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the loss stands still although a gradient arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the loss stands still below that of guessing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the classes or targets are mixed among the inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the inputs are large, tiny or of very different scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a few values of an input are far larger than the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the targets are huge, tiny or far from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weight decay flips or wipes out the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data are too few to set some aside, or lack a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unscaled residual branches enlarge the signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the running statistics lag behind the batches&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a batch is too small to normalise by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch normalisation divides units that are nearly constant by nearly 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropout leaves too little of narrow layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network remembers single examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{suggestion}, learning rate {usual}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biases at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>biases 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight scale 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clip at 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clip 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {wanted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradient at {longest}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} hidden layer</source>
        <comment>{n} hidden layers</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>At least 8 units per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 times the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least {n} units per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} units per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quarter of the units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{entry} at {usual_rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers} layers of {units} units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise {little_noise}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standardise inputs</source>
        <translation>标准化输入</translation>
    </message>
    <message>
        <source>Standardise inputs, Adam at {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standardise targets</source>
        <translation>标准化目标</translation>
    </message>
    <message>
        <source>No weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No weight decay, Adam at {rate}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay {wanted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standardise inputs and targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recycle dead units every {recycle_every} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} normalisation before the activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind} normalisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No normalisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches learned from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches times {factor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skips, branches learned from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skips, branches · {factor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up over {warmup} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batches of {enough_batch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead at step 0, by unmoved statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead from the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>killed by the change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first death</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {first}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>killed by earlier layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest update ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of those in {layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most of those in {layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The activation&apos;s slope is zero everywhere, whatever the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} were dead from the start: all weights start at 0, so every pre-activation is the bias, {bias_init}, where the slope is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} were dead from the start, with biases that start at {bias_init}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} were dead from the start: with these inputs, the initial weights switch them off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most count as dead since step 0, by running statistics that no batch had moved then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change of the activation at step {step} switched them off: their pre-activations lay where its slope is zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change of the activation at step {step} switched most of them off: their pre-activations lay where its slope is zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most died by step {step}, at learning rate {rate}, {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps that changed the weights by {update_ratio} of their size were enough: the initial weights let the examples&apos; differences shrink to {forward} on their way to the last hidden layer, so that all examples lie on one side of 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were at the brink from the start: steps that changed the weights by {update_ratio} of their size, where about 0.001 is usual, switched most off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual steps did it, at learning rate {learning_rate}: in layers of {narrowest} units it takes few deaths to stop the signal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most died by step {since}: the initial weights, of scale {init_scale}, made the first outputs err by {error} times as much as a constant guess, and so the first steps long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} died because earlier layers changed their inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A large step of their own weights killed {many}, at learning rate {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of their own weights killed {many}, at learning rate {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {total} in {layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{died_while_training}, and the loss shot up to {peak} at step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They died while training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{many} died while training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backward signal, layer 1 ÷ output:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal, last hidden ÷ layer 1:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient, layer 1 ÷ output:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gradient, layer 1 ÷ output (typical)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} ({helped})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{before}; {next}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}</source>
        <translation>第 {layer} 层</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layers {layers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the settings were changed ({change}): start again from step 0 to judge the present ones.</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the slopes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the normalisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient overflows on its way back: its factors are not finite numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In layer 1 the gradient is {size}: above, {multiplied}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In layers 1 to {last} the gradient is {size}: above, {multiplied}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all slopes of layer {layer} are 0 where gradient comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing comes back through the weights of layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gradient reaches layer 1: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s gradient: {multiplied}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: {multiplied}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}: {parts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}; with {others}, {ratio} of it reaches layer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{change}; with {others}, {ratio} times as much reaches layer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slopes multiply it by {slopes}, weights by {weights}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slopes multiply it by {slopes}, weights by {weights}, normalisation by {normalisation}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The normalisation shrinks the gradient to {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The normalisation enlarges the gradient {ratio} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient overflows on its way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient overflows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In layer 1 the gradient is below 10⁻⁴⁵</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 10⁻⁴⁵ in layer 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In layers 1 to {last} the gradient is below 10⁻⁴⁵</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below 10⁻⁴⁵ in layers 1 to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gradient beyond layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stops at layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>×{factor} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due to both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due to several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{head}: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} shrink it to {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} enlarge it {ratio} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} shrinks it to {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} enlarges it {ratio} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} to {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} {ratio} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} ×{ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} shrink the gradient to {ratio}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors} enlarge the gradient {ratio} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer}&apos;s gradient is {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in layer {layer} the gradient overflows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no gradient comes to layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} passes on nothing: all its slopes are 0 where gradient comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} passes on nothing: its branch is multiplied by 0, or all of it is dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slopes {slopes}, weights {weights}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normalisation {factor}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} makes the gradient {gain} times as large: {factors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer {layer} passes on {share} of the gradient: {factors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network is too large to be drawn many times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most networks drawn like this give their output layer no finite gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{near} at z = {side} and {far} at {side_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the slope of {activations} grows with z, {slopes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing wrong so far</source>
        <translation type="unfinished"></translation>
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
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing wrong found: no gradient is left, as nothing is left to learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing wrong found: gradient comes over skips, as branches begin at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing wrong found: every layer gets gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing wrong found: not every layer gets gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the skips pass gradient, as every branch begins with a factor of 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every layer gets gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not every layer gets gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is wrong with the network before its first step. Press Play to train it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {loss}, and no gradient is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gradient}, and the loss is {share} times that of guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gradient}, and the loss is far below that of guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is above that of guessing. A few more steps will tell whether it falls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gradient}, and the loss is falling. It is not yet far below that of guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{gradient}. The loss is not yet far below that of guessing; more steps will tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the test set the loss is {test_loss}; it was {lowest} at step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead by the running statistics, which no batch has moved yet: they are still 0 and 1. The first batches will tell.</source>
        <comment>{n} of {total} units are dead by the running statistics, which no batch has moved yet: they are still 0 and 1. The first batches will tell.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead from the start, too few to matter (under {share}).</source>
        <comment>{n} of {total} units are dead from the start, too few to matter (under {share}).</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead, too few to matter (under {share}).</source>
        <comment>{n} of {total} units are dead, too few to matter (under {share}).</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>present learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of an example&apos;s nearest neighbours {share} have its class, and by chance {chance} would: the data are so mixed that hardly anything can be learned from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An example&apos;s nearest neighbours tell {share} of its target&apos;s variance: the data are so mixed that hardly anything can be learned from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {layer}&apos;s activation, or its slope, is not a finite number where the pre-activation is {z} from 0, and pre-activations lie as far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate_name}, {rate}, is {times} times the usual one of {optimizer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>less than {bound}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate {usual}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum 0.9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip gradient at 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Biases start at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another draw of the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{wanted} examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test share {fraction}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>helped in {helped} of {tried} runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All inputs are alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss of guessing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All training examples have the same inputs, so no network can tell them apart: data with other inputs help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to tell apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All training examples have the same class, so an output that ignores the inputs is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All training examples have the same target, so an output that ignores the inputs is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batches are too small to normalise by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running statistics mislead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running statistics lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss by running statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batches&apos; loss, by their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dead by running statistics alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the running statistics the loss on the training set is {loss}; the batches, by their own, had {recent}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the running statistics the loss on the training set is {loss}; the batches, by their own, had {recent} on average over the last {steps} steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {n_units} units are dead by the running statistics alone: on the latest batch, by its own, they had a slope, and so they get gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean and deviation of {n} examples are mostly chance: the same example is normalised otherwise in every batch, and otherwise again by the running statistics.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {n_units} units gave next to the same for all examples of the latest batch, as units do that are dead or nearly so. After the activation, normalisation divides by √(variance + {epsilon}): whatever such a unit says once becomes up to {epsilon_2} times as large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A batch has {batch_size} examples, where 16 or more tell the statistics of all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each step moves the running statistics a tenth of the way to its batch&apos;s: {share} of what they began with, 0 and 1, is still in them. More steps will tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each step moves the running statistics a tenth of the way to its batch&apos;s: {share} of what they began with, 0 and 1, are still in them. More steps will tell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running statistics are an average over the latest batches, with weights that have moved on since; the largest update ratio of a layer is {largest_update}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{layers} is dead</source>
        <comment>{layers} are dead</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No unit of that layer responds to any training example, so the output is constant and no gradient gets past it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No unit of these layers responds to any training example, so the output is constant and no gradient gets past them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every training example the slope of all units of that layer is zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every training example the slope of all units of these layers is zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, so gradient gets past it over skips alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, so gradient gets past them over skips alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, so no gradient gets past it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text}, so no gradient gets past them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} units is dead</source>
        <comment>{n} of {total} units are dead</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>dead in layer {layer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network learns all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every training example their slope is zero, so they get no gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every training example their slope is zero, {how}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On every training example their slope is zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training diverged at step {step}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training cannot begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>largest gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values left the range of numbers, the loss first, so training stopped after step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values left the range of numbers, layer {layer}&apos;s {quantity} first, so training stopped after step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss was {loss_at_change} at step {changed_at} already, when the settings were changed last: start again from step 0 to judge the present ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is the activation: {clause}, so every layer enlarges a large signal the more, the larger it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The activation enlarges the signal from layer to layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 got {first_ratio} times the output layer&apos;s gradient at the start: the activation&apos;s slopes enlarge it from layer to layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights were too large to begin with: the first outputs differed {amplification} times as much from example to example as the inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights were too large to begin with: they enlarged the signal on its way to the outputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is measured by the running statistics, which no batch has moved yet: they are 0 and 1, so nothing is normalised, and values grow too large on their way through the layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in the network is large: the inputs or targets themselves are too large for its numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss was {loss_at_change} when the settings were changed last, at step {changed_at}; steps at learning rate {learning_rate} have led out of the range since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run began with a loss of {first_loss}; steps at learning rate {learning_rate} have led out of the range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dropout leaves too little</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>narrowest layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{min} units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batches&apos; loss, with dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With dropout {dropout} and layers of {min} units, a step drops every unit of some layer for {cut} of the examples: then the output does not depend on the input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In each step {share} of a layer&apos;s outputs are kept, and multiplied by {a_layer}. By chance alone, which of them are kept, sums over weights of either sign get {a_layer} times the mean square a layer, {a_layer_2} times over {n} layers: what an example says is lost in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient is not finite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient explodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signal explodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With initial weights of scale {init_scale}, values leave the range of numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the present weights, values leave the range of numbers on their way through the layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: the activation&apos;s slopes enlarge it on its way back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factor} (the slopes)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient: each layer back multiplies it by about {factors}. A step that suits the last layers is far too long for the first ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} times the output layer&apos;s gradient, as the layers enlarge it on its way back. A step that suits the last layers is far too long for the first ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the slopes of the activation enlarge the signal more than the initial weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{far_off}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The initial weights are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step changes a layer&apos;s weights by {step} of their size, which is too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs err by {error} times as much as a constant guess: at the start they differed {amplification} times as much from example to example as the inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inputs are too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some inputs are far too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inputs are too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The inputs are of very different scales</source>
        <translation>各个输入的尺度相差悬殊</translation>
    </message>
    <message>
        <source>input {column}, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>highest loss of a batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and there the slope of layer 1&apos;s units is next to 0, with a slope factor of {slope}: they hardly respond to a step of their weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual, and half of its values lie from {quartiles} to {quartiles_2}. Standardised, these would be all but equal: take its logarithm in the file, or leave out the rows with the largest values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as large, and so is the gradient of the first weights: a usual step is too long for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest input, {column}, is {column_2}, where about 0 ± 1 is usual. Sums of such inputs are as small, and so is the gradient of the first weights: a usual step is too short for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input {column} is {column_2}, and another varies less than a hundredth of that. The sums tell little of it, and its weights get as little gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>update ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is no better than guessing&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned is lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is learned yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lowest loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lowest} at step {lowest_2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yet {right} are right, where {most} are of the most frequent class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After {step} steps the loss is {loss}; guessing has {chance}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}, and had come down to {since} at step {since_2}: later steps have led away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}: the steps were too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss had shot up to {peak} by step {step}, {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>But it falls: it was {loss} {steps} steps ago. More steps, or longer ones, may do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an activation the whole network is one linear map, which may not be able to do better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median slope factor was {start} at the start and is {now}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{smaller}: steps moved the units where they hardly respond, {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{smaller}: steps have moved the units where they hardly respond.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In most batches no gradient arrives at layer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gradient arrives at layer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardly any gradient arrives: layer 1&apos;s norm is {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s backward signal was {start_backward_ratio} of the output layer&apos;s at the start and is {now}: steps have changed the network so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss had been {lowest} at step {lowest_2}: later steps have led away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss had been {lowest} at step {lowest_2}, before the latest change of settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets only {backward_ratio} of the output layer&apos;s backward signal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Little of the gradient arrives: layer 1&apos;s norm is {first_norm}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weak_at_start}: the initial weights hardly let it through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start the examples&apos; differences shrank to {forward} on their way to the last hidden layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start layer 1 got {min} of what the output layer got</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {first_norm}, but the steps are too short to have led far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outputs are {error} times as far off as a constant guess, and were {error_2} times at the start: the initial weights make them large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}, but the outputs are {error} times as far off as a constant guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it may be a plateau that takes longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it may be a plateau that takes longer, or so few units that they can do no better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}: {may_be}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}: {may_be}, or data with nothing to learn in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s gradient norm is {norm}, and {right} are right: {may_be}, or data with nothing to learn in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in column {column}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in column {column} and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such values count like all others: without them the deviation of {column} would be {share} of what it is, so that the other values are all but the same to the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network gets {column} as it is: {odd_value}, where the other values are {rest_mean} ± {rest_deviation}. Such a row makes every sum and gradient as large, and a usual step too long: leave these rows out of the file, or put in the mean of the others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network gets {pressed} as it is: {odd_value}, where the other values have a deviation of {rest_deviation}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} in {share}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>best test loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy}, test {test_accuracy}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {loss} on the training set and {test_loss} on the test set, where it had been {best}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {loss} on the training set and {test_loss} on the test set; guessing has {chance}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy} of the training set are right, and {test_accuracy} of the test set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{saturated} of a layer&apos;s values are saturated, and its slopes were small at the start already: with weights so large, a small difference of the inputs can switch units over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weights} weights for {examples} examples: they can fit what only the training set has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weights} weights can remember {examples} examples one by one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network of {n_weights} weights fits what only the training set has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss hardly falls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss stands still</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss half the run ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {loss} times that of guessing, and hardly lower, if at all, than {loss_half_the_run_ago} steps ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{then_and_now}: at this pace it takes many times the steps so far to be half of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{then_and_now}, but the batches&apos; losses, which go up and down, hardly show it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The loss is {now} times that of guessing. It was {then} times that {steps} steps ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an activation the whole network is one linear map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step typically changes a layer&apos;s weights by {usual} of their size, where about 0.001 is usual: too much to settle in a minimum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer&apos;s gradient norm is above {largest_norm}: the weights are in a local minimum or on a plateau, {unless}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batches&apos; gradients, of norm {largest_norm}, lead downhill only slowly, as on a plateau, {unless}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batches&apos; gradients, of norm {largest_norm}, hardly lead downhill: a plateau or a local minimum, {unless}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unless the data, or so few units, allow no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unless the data allow no more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate was too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing. It was {loss_at_change} already {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{on_average}, above the {first_loss} of the start and the {chance_loss} of guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps have led uphill: they were so long that they overshot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps lead uphill: they are so long that they overshoot.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The batches&apos; loss was {recent_loss} on average over the last {recent_steps} steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{accuracy} are right, but the loss is {loss}, as guessing has {chance}: the few wrong outputs are far off. Steps have made the outputs so large, with a loss of {peak} at step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps are too short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest gradient norm is {largest_norm}, and the gradient is clipped at {clip_norm}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step changes the weights by {update_ratio} of their size, where about 0.001 is usual. The largest gradient norm is {largest_norm}, but the {rate}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{layers} saturates</source>
        <comment>{layers} saturate</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>saturated in layer {worst}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum. The network learns all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most pre-activations there lie so far from zero that the slope is under 5 % of its maximum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}: the inputs, {input_size} in their RMS where 1 is usual, are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}: the initial weights are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start the median slope factor was {start_slope}, with biases at {bias_init} and weights of scale {init_scale}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start and is {slope}: steps pushed the units there {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start and is {slope}: steps have pushed the units there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The median slope factor was {start_slope} at the start, with biases at {bias_init}, and is {slope}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight decay makes the weights grow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight decay shrinks the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight decay holds the weights back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight decay wipes out the weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer 1&apos;s signal, now/start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So the weights change their sign and do not shrink, whatever the gradient is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the gradient adds to a weight is lost again within a few steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer 1&apos;s signal is {left} times that at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer 1&apos;s signal is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight decay pulls every weight towards 0 with {decay} times its size, and the gradient does not outweigh that: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient hardly makes up for it: layer 1&apos;s signal is {left} times that at the start, where the decay alone would leave {alone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient hardly makes up for it: layer 1&apos;s signal is {left} times that at step {step}, where the decay alone would leave {alone}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole of the last step changed the weights by {update} of their size: most of what the gradient adds only makes up for the decay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the last step, at a learning rate of {rate}, the weight decay of {decay} took {share} of every weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In each step the weight decay of {decay} takes {share} of every weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the decay, the last step multiplied every weight by 1 − its learning rate × weight decay, {product}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the decay, each step multiplies every weight by 1 − learning rate × weight decay, {product}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last step&apos;s learning rate × weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>learning rate × weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All units are alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different units per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights start at 0. After {step} steps the {n} units of a layer are equal still.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All weights start at 0. So the {n} units of a layer compute the same and get the same gradient, and stay equal however long they train: each layer works like a single unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} units of a layer have equal weights after {step} steps, so they say the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {n} units of a layer have equal weights, so they compute the same and get the same gradient. They stay equal however long they train, so each layer works like a single unit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets are too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets are too small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets are far from 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column}, mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first outputs off by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}, {times} times the targets&apos; deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The targets, {column}, are {moments}, where about 0 ± 1 is usual. The first outputs were off by {away}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}. A step of {optimizer} moves a weight by about the learning rate, however large the gradient is: it takes many to bring the outputs there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: every gradient is as large, and a usual step is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: what tells the targets apart adds next to nothing to the gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{where}: the gradient teaches their mean first, and hardly what tells them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training set lacks a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few test examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The test set lacks a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {names} has no example among the {n_train_x} of the training set, so the network cannot learn it; the {n_test_x} of the test set are asked for it all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} of {total} examples is set aside, and the network never sees what they alone could teach. The test loss is theirs, and says little about others.</source>
        <comment>{n} of {total} examples are set aside, and the network never sees what they alone could teach. The test loss is theirs, and says little about others.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Class {name} has no example among the {n_test} of the test set: the test accuracy says nothing about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {name} has no example among the {n_test} of the test set, like {more} more: the test accuracy says nothing about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>below float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The gradient vanishes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The backward signal vanishes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signal vanishes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backward signal, layer 1 ÷ output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signal, last hidden ÷ layer 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer 1&apos;s norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {share} of the gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {backward_ratio} of the backward signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last hidden layer gets {forward_ratio} of layer 1&apos;s signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer&apos;s weights get any gradient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {gets} of the output layer&apos;s gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No layer&apos;s weights get any gradient, and no backward signal comes to layer 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s backward signal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 gets {ratio} of the output layer&apos;s backward signal, but {weight} of its weight gradient, which is the product of both signals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From layer 1 to the last hidden layer the examples&apos; differences shrink to {forward_ratio}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{slope} (the slope of {names}, never above {largest})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{slope} (the slope of {names})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each layer back multiplies the gradient by about {factors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1 multiplies it by a slope factor of {slopes}, for its units saturate: the inputs, {input_size} in their RMS where 1 is usual, are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The slope of {names}, {start_slope} at the median at the start, is {slope} now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{smaller}: steps pushed the units where it is small, {before}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{smaller}: steps have pushed the units where it is small.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the work of the weight decay of {decay}: layer 1&apos;s signal was {signal} at the start and is {now}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the work of the weight decay of {decay}: layer 1&apos;s signal was {signal} at the start and nothing is left of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer 1&apos;s backward signal was {start_backward_ratio} of the output layer&apos;s at the start and is {now}: long steps have changed the network so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors}. At the start a layer passed on {start_gain} of it at the median, though the size of the initial weights suits the activation: in narrow layers the draw of the weights decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factors}; the small initial weights let a layer pass on {passed} of it at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The biases start at {bias_init}, where the slope of {names} is at most {at_biases}: what the inputs add to them hardly changes an output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way it becomes smaller than float32 can hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {i}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first outputs erred by {error} times as much as a constant guess, and differed {amplification} times as much from example to example as the inputs: the initial weights are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now too small for float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch normalisation makes −1 and 1 of any two examples, however much their sums differ: hardly any gradient comes back through that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the branch&apos;s factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factor} (the weights and skips)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factor} (the weights)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{factor} ({name})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the examples&apos; differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the gradient on its way back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The skips do it: each adds its branch, unscaled, to what it carries, and {n_blocks} of them made {what} {grown} times as large at the start, {each} times a block.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the weights are given, not drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no gradient was measured at step 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the output layer&apos;s own gradient is 0 at step 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the output layer&apos;s own gradient is not finite at step 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{initializer} does not draw all weights from one distribution of mean 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all weights start at 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the activation lets no gradient through: its slope is zero</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its values leave the range of numbers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
