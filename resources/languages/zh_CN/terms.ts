<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>{title} ({english})</source>
        <translation>{title}（{english}）</translation>
    </message>
    <message>
        <source>term</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Published and measured numbers</source>
        <translation>发表的与测得的数值</translation>
    </message>
    <message>
        <source>Published: {setting}</source>
        <translation>发表的实验：{setting}</translation>
    </message>
    <message>
        <source>Here: {differs}</source>
        <translation>这里的不同：{differs}</translation>
    </message>
    <message>
        <source>Agrees if: {rule}</source>
        <translation>相符的条件：{rule}</translation>
    </message>
    <message>
        <source>What</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发表值</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测得值</translation>
    </message>
    <message>
        <source>5 % to 95 % of seeds</source>
        <translation>5% 至 95% 的种子</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>相符</translation>
    </message>
    <message>
        <source>does not agree</source>
        <translation>不相符</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 至 {high}</translation>
    </message>
    <message>
        <source>{what}, layer {n}</source>
        <translation>{what}，第 {n} 层</translation>
    </message>
    <message>
        <source>Published: {where}</source>
        <translation>发表于：{where}</translation>
    </message>
    <message>
        <source>Measured: {measure}, step {step}; {of}</source>
        <translation>测得：{measure}，第 {step} 步；{of}</translation>
    </message>
    <message>
        <source>Measured: {measure}; {of}</source>
        <translation>测得：{measure}；{of}</translation>
    </message>
    <message>
        <source>proof: {title}</source>
        <translation>验证实验：{title}</translation>
    </message>
    <message>
        <source>There is not enough memory for the networks of this proof.</source>
        <translation>内存不够，放不下这个验证实验的网络。</translation>
    </message>
    <message>
        <source>Proofs</source>
        <translation>验证实验</translation>
    </message>
    <message>
        <source>Progress of the proof</source>
        <translation>验证实验的进度</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Repeat the chosen experiment with {seeds} seeds</source>
        <translation>用 {seeds} 个随机种子重复所选的实验</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Repeat all experiments, one after another: some minutes</source>
        <translation>逐个重复所有实验：需要几分钟</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop; what has been measured stays</source>
        <translation>停止；已经测得的保留</translation>
    </message>
    <message>
        <source>Open as lanes</source>
        <translation>作为泳道打开</translation>
    </message>
    <message>
        <source>Train the runs of this proof side by side in the window</source>
        <translation>在窗口中并排训练这个验证实验的各次运行</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window; a proof that is being repeated is stopped (Escape)</source>
        <translation>关闭这个窗口；正在重复的验证实验会停止（Escape）</translation>
    </message>
    <message>
        <source>Cancelled; what was measured before stays.</source>
        <translation>已取消；之前测得的保留。</translation>
    </message>
    <message>
        <source>{proof} … {time}</source>
        <translation>{proof} …… {time}</translation>
    </message>
    <message>
        <source>The proof stopped by an internal error</source>
        <translation>验证实验因内部错误而停止</translation>
    </message>
    <message numerus="yes">
        <source>{some} of {n} proof agree.</source>
        <comment>{some} of {n} proofs agree.</comment>
        <translation>
            <numerusform>{n} 个验证实验中有 {some} 个相符。</numerusform>
        </translation>
    </message>
    <message>
        <source>{proof}, {state}</source>
        <translation>{proof}，{state}</translation>
    </message>
    <message numerus="yes">
        <source>{some} of {n} published result agree: {seeds} seeds, {s} s of processor time.</source>
        <comment>{some} of {n} published results agree: {seeds} seeds, {s} s of processor time.</comment>
        <translation>
            <numerusform>{n} 个发表的结果中有 {some} 个相符：{seeds} 个随机种子，{s} 秒处理器时间。</numerusform>
        </translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>No page has all these words.</source>
        <translation>没有哪一页含有所有这些词。</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Also: {words}</source>
        <translation>也叫：{words}</translation>
    </message>
    <message>
        <source>See {links}</source>
        <translation>参见 {links}</translation>
    </message>
    <message>
        <source>the panel {title}</source>
        <translation>面板“{title}”</translation>
    </message>
    <message>
        <source>What the words on screen mean, in two sentences each. Point at a label and click its dotted underline, or press F1, to come to its term.</source>
        <translation>屏幕上各个词语的含义，每个用两句话说明。把鼠标指向一个标签，点击它的点状下划线，或按 F1，就来到它的术语。</translation>
    </message>
    <message>
        <source>φ solid, φ′ dashed; largest slope {slope}</source>
        <translation>φ 实线，φ′ 虚线；最大斜率 {slope}</translation>
    </message>
    <message>
        <source>tinted: the slope is below {share} of that</source>
        <translation>着色处：斜率低于它的 {share}</translation>
    </message>
    <message>
        <source>{base} to the power of n: {power} for n = {n}</source>
        <translation>{base} 的 n 次方：n = {n} 时为 {power}</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>{schedule}: the factor of the learning rate, step by step</source>
        <translation>{schedule}：逐步的学习率因子</translation>
    </message>
    <message>
        <source>a live unit</source>
        <translation>活着的单元</translation>
    </message>
    <message>
        <source>a dead unit</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>a linear unit</source>
        <translation>线性单元</translation>
    </message>
    <message>
        <source>nearly silent</source>
        <translation>近乎沉默</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>失活</translation>
    </message>
</context>
</TS>
