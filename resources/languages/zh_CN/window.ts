<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Save this as a scene</source>
        <translation>存为场景</translation>
    </message>
    <message>
        <source>A few words</source>
        <translation>几个字</translation>
    </message>
    <message>
        <source>One sentence: what the scene shows</source>
        <translation>一句话：这个场景展示什么</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>论断</translation>
    </message>
    <message>
        <source>The file keeps the lanes with their settings and data, the arrangement of the panels, the speed, and step {step}, which was on show when this dialog came.</source>
        <translation>文件保存各泳道及其设置和数据、面板的布局、速度，以及第 {step} 步，也就是这个对话框出现时正在显示的那一步。</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Choose where the file is written</source>
        <translation>选择把文件写到哪里</translation>
    </message>
    <message>
        <source>Enter saves it, Shift+Enter starts a new line</source>
        <translation>回车键保存，Shift+回车键换行</translation>
    </message>
    <message>
        <source>Note at step {step}</source>
        <translation>第 {step} 步的笔记</translation>
    </message>
    <message>
        <source>What the note is about</source>
        <translation>笔记是关于什么的</translation>
    </message>
    <message>
        <source>Whether the note is about all lanes or about one of them</source>
        <translation>笔记是关于所有泳道的，还是关于其中一条的</translation>
    </message>
    <message>
        <source>All lanes</source>
        <translation>所有泳道</translation>
    </message>
    <message>
        <source>Lane {name}</source>
        <translation>泳道 {name}</translation>
    </message>
    <message>
        <source>The note of this step</source>
        <translation>这一步的笔记</translation>
    </message>
    <message>
        <source>What happens at this step?</source>
        <translation>这一步发生了什么？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this note</source>
        <translation>删除这条笔记</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change nothing (Esc)</source>
        <translation>什么也不改（Esc）</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>保存笔记</translation>
    </message>
    <message>
        <source>Save the note at its step (Enter)</source>
        <translation>把笔记保存在它的那一步（回车键）</translation>
    </message>
    <message>
        <source>Write nothing (Escape)</source>
        <translation>什么也不写（Escape）</translation>
    </message>
    <message>
        <source>The file {path} is not in the scene, but named by its path: it must be there, too.</source>
        <translation>文件 {path} 不在场景里，只按路径提到：它也必须在那里。</translation>
    </message>
    <message>
        <source>{lesson} ({progress})</source>
        <translation>{lesson}（{progress}）</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>your own file</source>
        <translation>你自己的文件</translation>
    </message>
    <message>
        <source>step {n} of {all}</source>
        <translation>第 {n} 步，共 {all} 步</translation>
    </message>
    <message numerus="yes">
        <source>{n} minute</source>
        <comment>{n} minutes</comment>
        <translation>
            <numerusform>{n} 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>done: {right} of {asked} right, {solved} of {tasks} cured</source>
        <translation>已完成：诊断对 {right}/{asked}，治好 {solved}/{tasks}</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Help › Lessons lists them all</source>
        <translation>“帮助 › 课程”列出所有课程</translation>
    </message>
    <message>
        <source>New here? Lesson 1, “{title}”, takes {n} minutes.</source>
        <translation>第一次来？第 1 课“{title}”需要 {n} 分钟。</translation>
    </message>
    <message>
        <source>Open a lesson or a scene</source>
        <translation>打开课程或场景</translation>
    </message>
    <message>
        <source>{file} is a proof: `actviz proofs --check FILE --run` runs it</source>
        <translation>{file} 是一个验证实验：用 `actviz proofs --check FILE --run` 运行它</translation>
    </message>
    <message>
        <source>Lessons and scenes</source>
        <translation>课程和场景</translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation>无法写入 {file}：{why}</translation>
    </message>
    <message>
        <source>The scene is in {file}</source>
        <translation>场景保存在 {file} 中</translation>
    </message>
    <message>
        <source>scene: {title}</source>
        <translation>场景：{title}</translation>
    </message>
    <message>
        <source>Vanishing</source>
        <translation>消失</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和</translation>
    </message>
    <message>
        <source>Bad start</source>
        <translation>糟糕的开始</translation>
    </message>
    <message>
        <source>Cures</source>
        <translation>疗法</translation>
    </message>
    <message>
        <source>Slope ≤ ¼</source>
        <translation>斜率 ≤ ¼</translation>
    </message>
    <message>
        <source>Slow layers</source>
        <translation>学得慢的层</translation>
    </message>
    <message>
        <source>Wasted</source>
        <translation>浪费</translation>
    </message>
    <message>
        <source>Large steps</source>
        <translation>步子太大</translation>
    </message>
    <message>
        <source>Watch the scene: {title}</source>
        <translation>观看场景：{title}</translation>
    </message>
    <message>
        <source>All…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>All scenes</source>
        <translation>所有场景</translation>
    </message>
    <message>
        <source>A map draws its own weights, and this run has given ones.</source>
        <translation>扫描图自己抽取权重，而这个运行用的是给定的权重。</translation>
    </message>
    <message>
        <source>Open a map or a sweep</source>
        <translation>打开扫描图或扫描</translation>
    </message>
    <message>
        <source>Maps and sweeps (*.sqlite *.toml)</source>
        <translation>扫描图和扫描 (*.sqlite *.toml)</translation>
    </message>
    <message>
        <source>Compare with a map</source>
        <translation>与另一张图比较</translation>
    </message>
    <message>
        <source>Maps (*.sqlite)</source>
        <translation>扫描图 (*.sqlite)</translation>
    </message>
    <message>
        <source>There is no map yet whose results could be saved.</source>
        <translation>还没有可以保存结果的扫描图。</translation>
    </message>
    <message>
        <source>Table (*.csv);;Parquet (*.parquet)</source>
        <translation>表格 (*.csv);;Parquet (*.parquet)</translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation>保存结果</translation>
    </message>
    <message>
        <source>These are the settings of a network that is in the window already.</source>
        <translation>窗口中已经有一个使用这些设置的网络。</translation>
    </message>
    <message>
        <source>There are four lanes already: remove one, then click again.</source>
        <translation>已经有四条泳道了：请移除一条，再点击一次。</translation>
    </message>
    <message>
        <source>cell of the sweep map</source>
        <translation>扫描图中的一格</translation>
    </message>
    <message>
        <source>{setting} is to stay as it was.</source>
        <translation>“{setting}”应当保持原样。</translation>
    </message>
    <message>
        <source>Right diagnoses: {right} of {asked}. Cures of your own: {solved} of {tasks}.</source>
        <translation>诊断正确：{right}/{asked}。自己治好：{solved}/{tasks}。</translation>
    </message>
    <message>
        <source>Now: {value}.</source>
        <translation>现在：{value}。</translation>
    </message>
    <message>
        <source>Export animation</source>
        <translation>导出动画</translation>
    </message>
    <message>
        <source>The whole window</source>
        <translation>整个窗口</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> 步</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>录制(&amp;R)</translation>
    </message>
    <message>
        <source>The window, or one panel</source>
        <translation>窗口，或一个面板</translation>
    </message>
    <message>
        <source>&amp;From step</source>
        <translation>从第几步(&amp;F)</translation>
    </message>
    <message>
        <source>The first frame</source>
        <translation>第一帧</translation>
    </message>
    <message>
        <source>&amp;To step</source>
        <translation>到第几步(&amp;T)</translation>
    </message>
    <message>
        <source>The last frame</source>
        <translation>最后一帧</translation>
    </message>
    <message>
        <source>&amp;Every</source>
        <translation>间隔(&amp;E)</translation>
    </message>
    <message>
        <source>Steps from one frame to the next</source>
        <translation>从一帧到下一帧的步数</translation>
    </message>
    <message>
        <source>S&amp;ize</source>
        <translation>大小(&amp;I)</translation>
    </message>
    <message>
        <source>Of the frames, as a share of what is on screen</source>
        <translation>各帧的大小，以占屏幕上大小的比例表示</translation>
    </message>
    <message>
        <source>Frames a &amp;second</source>
        <translation>每秒帧数(&amp;S)</translation>
    </message>
    <message>
        <source>How fast it plays</source>
        <translation>播放的快慢</translation>
    </message>
    <message>
        <source>The last step must not come before the first.</source>
        <translation>最后一步不能在第一步之前。</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} frame, {seconds} s</source>
        <comment>{n:,} frames, {seconds} s</comment>
        <translation>
            <numerusform>{n:,} 帧，{seconds} 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>{n} frames; at most {most} can be recorded: leave out more steps.</source>
        <translation>{n} 帧；最多可录制 {most} 帧：请多跳过一些步。</translation>
    </message>
    <message>
        <source>{language}: this language is used from the next start of actviz on.</source>
        <translation>{language}：下次启动 actviz 时使用这种语言。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Begin again with the first example.</source>
        <translation>从第一个例子重新开始。</translation>
    </message>
    <message>
        <source>Open data…</source>
        <translation>打开数据…</translation>
    </message>
    <message>
        <source>Train on a file of your own: CSV, Excel, NPZ, IDX and others.</source>
        <translation>用你自己的文件训练：CSV、Excel、NPZ、IDX 等。</translation>
    </message>
    <message>
        <source>Open weights…</source>
        <translation>打开权重…</translation>
    </message>
    <message>
        <source>Start the network from weights in a file: NPZ, safetensors, HDF5.</source>
        <translation>让网络从文件中的权重开始：NPZ、safetensors、HDF5。</translation>
    </message>
    <message>
        <source>Open lesson or scene…</source>
        <translation>打开课程或场景…</translation>
    </message>
    <message>
        <source>Begin a lesson, or run a scene, of a file of your own.</source>
        <translation>开始你自己的文件中的课程，或运行其中的场景。</translation>
    </message>
    <message>
        <source>Open session…</source>
        <translation>打开会话…</translation>
    </message>
    <message>
        <source>Continue a recorded session.</source>
        <translation>继续一个记录下来的会话。</translation>
    </message>
    <message>
        <source>Save session as…</source>
        <translation>会话另存为…</translation>
    </message>
    <message>
        <source>Save everything in one file and continue recording there.</source>
        <translation>把一切保存在一个文件里，并在那里继续记录。</translation>
    </message>
    <message>
        <source>Run library…</source>
        <translation>运行库…</translation>
    </message>
    <message>
        <source>List all recorded sessions; open, compare, describe or delete them.</source>
        <translation>列出所有记录下来的会话；可以打开、比较、加注或删除。</translation>
    </message>
    <message>
        <source>Save window image…</source>
        <translation>保存窗口图片…</translation>
    </message>
    <message>
        <source>Save a picture of the whole window.</source>
        <translation>保存整个窗口的图片。</translation>
    </message>
    <message>
        <source>Animation…</source>
        <translation>动画…</translation>
    </message>
    <message>
        <source>A span of steps as an animated GIF or as pictures.</source>
        <translation>一段步，存为 GIF 动画或一组图片。</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Close the window; session, settings and layout are saved.</source>
        <translation>关闭窗口；会话、设置和布局都会保存。</translation>
    </message>
    <message>
        <source>Undo change of settings</source>
        <translation>撤销设置的改动</translation>
    </message>
    <message>
        <source>Undo the last change of settings or lanes.</source>
        <translation>撤销最近一次对设置或泳道的改动。</translation>
    </message>
    <message>
        <source>Redo change of settings</source>
        <translation>重做设置的改动</translation>
    </message>
    <message>
        <source>Redo the last undone change.</source>
        <translation>重做最近撤销的改动。</translation>
    </message>
    <message>
        <source>Copy configuration</source>
        <translation>复制配置</translation>
    </message>
    <message>
        <source>Copy the settings as one line, to paste here or into a chat.</source>
        <translation>把设置复制成一行文字，可以粘贴到这里或聊天里。</translation>
    </message>
    <message>
        <source>Paste configuration</source>
        <translation>粘贴配置</translation>
    </message>
    <message>
        <source>Run the copied settings, a line or TOML, from step 0.</source>
        <translation>从第 0 步运行复制的设置，一行文字或 TOML 均可。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Train, or pause.</source>
        <translation>训练，或暂停。</translation>
    </message>
    <message>
        <source>Step 1</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>Advance by one step.</source>
        <translation>前进一步。</translation>
    </message>
    <message>
        <source>Step 10</source>
        <translation>10 步</translation>
    </message>
    <message>
        <source>Advance by 10 steps.</source>
        <translation>前进 10 步。</translation>
    </message>
    <message>
        <source>Step 100</source>
        <translation>100 步</translation>
    </message>
    <message>
        <source>Advance by 100 steps.</source>
        <translation>前进 100 步。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Start over (same seed).</source>
        <translation>从头开始（随机种子不变）。</translation>
    </message>
    <message>
        <source>Previous event</source>
        <translation>上一个事件</translation>
    </message>
    <message>
        <source>Go back to the previous event: a death, revival, change, note or new verdict.</source>
        <translation>回到上一个事件：死亡、复活、改动、笔记或新的结论。</translation>
    </message>
    <message>
        <source>Next event</source>
        <translation>下一个事件</translation>
    </message>
    <message>
        <source>Go forward to the next event.</source>
        <translation>前进到下一个事件。</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Replay the run from the step on show; in the present from step 0.</source>
        <translation>从显示的这一步起重放运行；若在现在，则从第 0 步起。</translation>
    </message>
    <message>
        <source>Return to the newest step</source>
        <translation>回到最新一步</translation>
    </message>
    <message>
        <source>Return to the newest step and follow it.</source>
        <translation>回到最新一步并跟随它。</translation>
    </message>
    <message>
        <source>Branch here</source>
        <translation>从这里分支</translation>
    </message>
    <message>
        <source>Add a lane that continues from the shown step with the settings of then.</source>
        <translation>增加一条泳道，用当时的设置从显示的这一步继续。</translation>
    </message>
    <message>
        <source>Note at this step…</source>
        <translation>这一步的笔记…</translation>
    </message>
    <message>
        <source>Write, change or delete the note of the shown step.</source>
        <translation>写、改或删显示的这一步的笔记。</translation>
    </message>
    <message>
        <source>Recycle dead units</source>
        <translation>回收死亡单元</translation>
    </message>
    <message>
        <source>Give dead and nearly silent units new weights, now; their weights out become 0.</source>
        <translation>现在就给死亡和近乎沉默的单元新的权重；它们的输出权重变为 0。</translation>
    </message>
    <message>
        <source>Change the task at a step…</source>
        <translation>在某一步改变任务…</translation>
    </message>
    <message>
        <source>Choose how the task changes while the network trains: other labels, inputs or data.</source>
        <translation>选择网络训练时任务怎样改变：换标签、换输入或换数据。</translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation>增加泳道</translation>
    </message>
    <message>
        <source>Add a copy of the chosen lane that trains beside it; then change one setting of the copy.</source>
        <translation>增加所选泳道的一个副本，在旁边一起训练；然后改变副本的一项设置。</translation>
    </message>
    <message>
        <source>Remove lane</source>
        <translation>移除泳道</translation>
    </message>
    <message>
        <source>Remove the chosen lane.</source>
        <translation>移除所选的泳道。</translation>
    </message>
    <message>
        <source>Rename lane…</source>
        <translation>重命名泳道…</translation>
    </message>
    <message>
        <source>Give the chosen lane another name.</source>
        <translation>给所选的泳道换个名字。</translation>
    </message>
    <message>
        <source>Next lane</source>
        <translation>下一条泳道</translation>
    </message>
    <message>
        <source>Choose the next lane; the controls then change it.</source>
        <translation>选择下一条泳道；之后控件改变的就是它。</translation>
    </message>
    <message>
        <source>Change all lanes</source>
        <translation>更改所有泳道</translation>
    </message>
    <message>
        <source>Changes apply to every lane.</source>
        <translation>改动作用于每条泳道。</translation>
    </message>
    <message>
        <source>Same starting weights</source>
        <translation>相同的初始权重</translation>
    </message>
    <message>
        <source>Start all lanes again, from the same random weights; only the initializer&apos;s scale may differ.</source>
        <translation>让所有泳道从同样的随机权重重新开始；只有初始化的尺度可以不同。</translation>
    </message>
    <message>
        <source>What differs…</source>
        <translation>有何不同…</translation>
    </message>
    <message>
        <source>List the settings that differ between the lanes.</source>
        <translation>列出各泳道之间不同的设置。</translation>
    </message>
    <message>
        <source>Save this as a scene…</source>
        <translation>存为场景…</translation>
    </message>
    <message>
        <source>Write lanes, settings, data, arrangement and step into a file that opens again.</source>
        <translation>把泳道、设置、数据、布局和步写入一个可以再次打开的文件。</translation>
    </message>
    <message>
        <source>Next scene</source>
        <translation>下一个场景</translation>
    </message>
    <message>
        <source>Open the scene after this one.</source>
        <translation>打开这个场景之后的场景。</translation>
    </message>
    <message>
        <source>Previous scene</source>
        <translation>上一个场景</translation>
    </message>
    <message>
        <source>Open the scene before this one.</source>
        <translation>打开这个场景之前的场景。</translation>
    </message>
    <message>
        <source>End scene</source>
        <translation>结束场景</translation>
    </message>
    <message>
        <source>End the scene; the run goes on.</source>
        <translation>结束场景；运行继续。</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Raise the speed limit.</source>
        <translation>提高速度上限。</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减慢</translation>
    </message>
    <message>
        <source>Lower the speed limit.</source>
        <translation>降低速度上限。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Follow the desktop&apos;s colours.</source>
        <translation>跟随桌面的颜色。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Use the light colours.</source>
        <translation>使用浅色。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Use the dark colours.</source>
        <translation>使用深色。</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Write all text larger.</source>
        <translation>把所有文字写得大一些。</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Write all text smaller.</source>
        <translation>把所有文字写得小一些。</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>通常大小</translation>
    </message>
    <message>
        <source>Write text as large as suits the screen.</source>
        <translation>把文字写成适合屏幕的大小。</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>Let nothing on screen move on its own.</source>
        <translation>让屏幕上没有东西自己移动。</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Fill the screen with lesson or scene and plots, in large type, with a large pointer; Escape leaves.</source>
        <translation>让课程或场景与图表占满屏幕，字大，指针大；按 Escape 离开。</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Use the whole screen.</source>
        <translation>使用整个屏幕。</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>恢复布局</translation>
    </message>
    <message>
        <source>Bring every panel back to its place.</source>
        <translation>让每个面板回到自己的位置。</translation>
    </message>
    <message>
        <source>Activation laboratory</source>
        <translation>激活函数实验室</translation>
    </message>
    <message>
        <source>Compare activation functions, large: curves, slopes, facts, theory.</source>
        <translation>用大图比较激活函数：曲线、斜率、事实、理论。</translation>
    </message>
    <message>
        <source>Slope calculator</source>
        <translation>斜率计算器</translation>
    </message>
    <message>
        <source>Calculate what a depth and a slope do to a gradient, such as 0.25²⁰.</source>
        <translation>计算深度和斜率对梯度的作用，例如 0.25²⁰。</translation>
    </message>
    <message>
        <source>Custom activation…</source>
        <translation>自定义激活函数…</translation>
    </message>
    <message>
        <source>Type a function of your own, and train with it.</source>
        <translation>输入你自己的函数，并用它训练。</translation>
    </message>
    <message>
        <source>Find learning rate…</source>
        <translation>寻找学习率…</translation>
    </message>
    <message>
        <source>Measure which learning rates learn and which kill units, on a copy of the chosen lane as it is now.</source>
        <translation>在所选泳道当前状态的副本上，测出哪些学习率能学习，哪些会杀死单元。</translation>
    </message>
    <message>
        <source>Check gradients</source>
        <translation>检查梯度</translation>
    </message>
    <message>
        <source>Compare back-propagation with central differences, in the chosen lane as it is now.</source>
        <translation>在所选泳道的当前状态下，把反向传播与中心差分相比较。</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>搜索…</translation>
    </message>
    <message>
        <source>Find a command, a setting, a panel, a term, a lesson or a scene, and go there.</source>
        <translation>找到命令、设置、面板、术语、课程或场景，并到那里去。</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>Explain the label under the mouse, or what has the focus; else list what all words mean.</source>
        <translation>解释鼠标下的标签或有焦点的东西；否则列出所有词的意思。</translation>
    </message>
    <message>
        <source>What is where</source>
        <translation>各部分在哪里</translation>
    </message>
    <message>
        <source>Show a picture of the window with its six most important parts.</source>
        <translation>显示窗口的图示，标出它最重要的六个部分。</translation>
    </message>
    <message>
        <source>Handbook</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Open all pages of help, with a search, on the page of the panel under the mouse.</source>
        <translation>打开所有帮助页面，可以搜索；显示鼠标下的面板的那一页。</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>所有课程</translation>
    </message>
    <message>
        <source>List the lessons, and how far you are in each.</source>
        <translation>列出各课程，以及你在每一课中的进度。</translation>
    </message>
    <message>
        <source>Write a hand-out…</source>
        <translation>写出讲义…</translation>
    </message>
    <message>
        <source>Write the lesson on show as one page to print: texts, numbers, pictures, questions, answers at the end.</source>
        <translation>把正在显示的课程写成一页供打印：文字、数字、图片、问题，答案在最后。</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>离开课程</translation>
    </message>
    <message>
        <source>Leave the lesson; it is kept.</source>
        <translation>离开课程；进度会保存。</translation>
    </message>
    <message>
        <source>Proofs…</source>
        <translation>验证实验…</translation>
    </message>
    <message>
        <source>Repeat published experiments, and compare the numbers.</source>
        <translation>重复已发表的实验，比较各个数值。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>List every shortcut.</source>
        <translation>列出所有快捷键。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Copy versions, settings and the log, to send with a bug report.</source>
        <translation>复制版本、设置和日志，可随错误报告一起发送。</translation>
    </message>
    <message>
        <source>About actviz</source>
        <translation>关于 actviz</translation>
    </message>
    <message>
        <source>Show the versions of actviz and its libraries.</source>
        <translation>显示 actviz 和它所用的库的版本。</translation>
    </message>
    <message>
        <source>As fast as it goes</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>Train without a limit.</source>
        <translation>训练时不限速度。</translation>
    </message>
    <message numerus="yes">
        <source>{n} step/s</source>
        <comment>{n} steps/s</comment>
        <translation>
            <numerusform>{n} 步/秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Train at most {n} step per second.</source>
        <comment>Train at most {n} steps per second.</comment>
        <translation>
            <numerusform>每秒最多训练 {n} 步。</numerusform>
        </translation>
    </message>
    <message>
        <source>Use the desktop&apos;s language, from the next start on.</source>
        <translation>使用桌面的语言，从下次启动起。</translation>
    </message>
    <message>
        <source>Use this language, {code}, from the next start on.</source>
        <translation>从下次启动起使用这种语言（{code}）。</translation>
    </message>
    <message>
        <source>Bring the panel {title} to the front, or put it away if it is there.</source>
        <translation>把面板“{title}”带到前面；如果已在前面，就把它收起。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Lanes</source>
        <translation>泳道(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Scenes</source>
        <translation>场景(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Copied: {line}</source>
        <translation>已复制：{line}</translation>
    </message>
    <message>
        <source>pasted configuration</source>
        <translation>粘贴的配置</translation>
    </message>
    <message>
        <source>Pasted: the configuration on the clipboard runs from step 0.</source>
        <translation>已粘贴：剪贴板上的配置从第 0 步开始运行。</translation>
    </message>
    <message>
        <source>Save image</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Animated GIF</source>
        <translation>GIF 动画</translation>
    </message>
    <message>
        <source>Numbered PNG files</source>
        <translation>编号的 PNG 文件</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>正在录制</translation>
    </message>
    <message>
        <source>Export {thing}</source>
        <translation>导出{thing}</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>正在写入 {file}</translation>
    </message>
    <message>
        <source>Export {thing} into this folder</source>
        <translation>把{thing}导出到这个文件夹</translation>
    </message>
    <message>
        <source>Something is being exported already: wait for it, or cancel it.</source>
        <translation>已经在导出了：请等它完成，或取消它。</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>内存不足，做不了这件事。</translation>
    </message>
    <message>
        <source>The export was cancelled; its files were deleted.</source>
        <translation>导出已取消；它的文件已删除。</translation>
    </message>
    <message>
        <source>Saved {file} and {n} more in {folder}</source>
        <translation>已保存 {file} 和另外 {n} 个文件，在 {folder} 中</translation>
    </message>
    <message>
        <source>Saved {file} in {folder}</source>
        <translation>已把 {file} 保存在 {folder} 中</translation>
    </message>
    <message>
        <source>Check gradients of lane {lane}</source>
        <translation>检查泳道 {lane} 的梯度</translation>
    </message>
    <message>
        <source>There is not enough memory to check a network of this size.</source>
        <translation>内存不足，无法检查这么大的网络。</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Largest relative error</source>
        <translation>最大相对误差</translation>
    </message>
    <message>
        <source>Entries checked</source>
        <translation>已检查的元素</translation>
    </message>
    <message>
        <source>At a kink</source>
        <translation>在折点上</translation>
    </message>
    <message>
        <source>Lost in rounding</source>
        <translation>舍入中丢失</translation>
    </message>
    <message>
        <source>Progress of the check</source>
        <translation>检查的进度</translation>
    </message>
    <message>
        <source>Entries of the gradient compared so far</source>
        <translation>已经比较过的梯度元素</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再检查一次</translation>
    </message>
    <message>
        <source>Check the network as it is now</source>
        <translation>检查网络现在的样子</translation>
    </message>
    <message>
        <source>Stop this check</source>
        <translation>停止这次检查</translation>
    </message>
    <message>
        <source>Close this window; a check that runs is stopped</source>
        <translation>关闭这个窗口；正在进行的检查会停止</translation>
    </message>
    <message>
        <source>Comparing back-propagation with central differences in float64 …</source>
        <translation>正在用 float64 把反向传播与中心差分相比较…</translation>
    </message>
    <message>
        <source>The check was cancelled.</source>
        <translation>检查已取消。</translation>
    </message>
    <message>
        <source>The check stopped by an internal error</source>
        <translation>检查因内部错误而停止</translation>
    </message>
    <message numerus="yes">
        <source>Step {step}, {n} training example; errors are relative to the layer&apos;s largest gradient entry.</source>
        <comment>Step {step}, {n} training examples; errors are relative to the layer&apos;s largest gradient entry.</comment>
        <translation>
            <numerusform>第 {step} 步，{n} 个训练样本；误差是相对于该层最大的梯度元素而言的。</numerusform>
        </translation>
    </message>
    <message>
        <source>The gradient of layer {layer} is too small for differences of the loss in float64.</source>
        <translation>第 {layer} 层的梯度太小，在 float64 中无法用损失的差分求得。</translation>
    </message>
    <message>
        <source>The gradient of layers {first} to {last} is too small for differences of the loss in float64.</source>
        <translation>第 {first} 到 {last} 层的梯度太小，在 float64 中无法用损失的差分求得。</translation>
    </message>
    <message>
        <source>It is compared with differences of what a later layer contributes to the loss; that layer&apos;s gradient is checked, too.</source>
        <translation>它与后面某一层对损失的贡献的差分相比较；那一层的梯度也检查了。</translation>
    </message>
    <message>
        <source>{layer} (output)</source>
        <translation>{layer}（输出）</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n}/{total}</translation>
    </message>
    <message>
        <source>Result of the check, layer by layer</source>
        <translation>逐层的检查结果</translation>
    </message>
    <message>
        <source>An entry at a kink of its activation, or too small for differences in float64, is no error: there is nothing to compare it with</source>
        <translation>元素如果正好在激活函数的折点上，或小到无法用 float64 的差分求得，就不算错误：没有东西可以和它比较</translation>
    </message>
    <message>
        <source>What differs between the lanes</source>
        <translation>各泳道之间有何不同</translation>
    </message>
    <message>
        <source>There is one lane: add another (Ctrl+L) to compare with.</source>
        <translation>只有一条泳道：再加一条（Ctrl+L）来比较。</translation>
    </message>
    <message>
        <source>Nothing differs: all {n} settings are the same in the {lanes} lanes.</source>
        <translation>没有不同：全部 {n} 项设置在 {lanes} 条泳道中都相同。</translation>
    </message>
    <message>
        <source>The other {n} settings are the same in the {lanes} lanes.</source>
        <translation>其余 {n} 项设置在 {lanes} 条泳道中都相同。</translation>
    </message>
    <message>
        <source>Rename lane</source>
        <translation>重命名泳道</translation>
    </message>
    <message>
        <source>Name of the lane:</source>
        <translation>泳道的名字：</translation>
    </message>
    <message>
        <source>Note at step {step}: {text}</source>
        <translation>第 {step} 步的笔记：{text}</translation>
    </message>
    <message>
        <source>Note at step {step}, lane {lane}: {text}</source>
        <translation>第 {step} 步的笔记，泳道 {lane}：{text}</translation>
    </message>
    <message>
        <source>{setting} {value}</source>
        <translation>{setting} {value}</translation>
    </message>
    <message>
        <source>Leave everything as it is (Escape)</source>
        <translation>一切保持原样（Escape）</translation>
    </message>
    <message>
        <source>Change now</source>
        <translation>改变现在</translation>
    </message>
    <message>
        <source>Return to step {step} and change it there.</source>
        <translation>回到第 {step} 步，在那里改变。</translation>
    </message>
    <message>
        <source>Add a lane that goes on from step {step} with this change.</source>
        <translation>增加一条泳道，从第 {step} 步带着这项改动继续。</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Start a new run from step 0 with this change.</source>
        <translation>带着这项改动从第 0 步开始新的运行。</translation>
    </message>
    <message>
        <source>{change}? This starts the run again from step 0.</source>
        <translation>{change}？这会让运行从第 0 步重新开始。</translation>
    </message>
    <message>
        <source>{change}? You are looking at step {step}, the past.</source>
        <translation>{change}？你看到的是第 {step} 步，是过去。</translation>
    </message>
    <message>
        <source>{change}? You are looking at step {step}, the past. All lanes share this setting.</source>
        <translation>{change}？你看到的是第 {step} 步，是过去。这项设置由所有泳道共用。</translation>
    </message>
    <message>
        <source>You have left the past: the newest step is on show.</source>
        <translation>你离开了过去：现在显示的是最新一步。</translation>
    </message>
    <message>
        <source>Loss after the step</source>
        <translation>这一步之后的损失</translation>
    </message>
    <message>
        <source>Update : weight of the step</source>
        <translation>这一步的更新/权重比</translation>
    </message>
    <message>
        <source>Deaths</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Loss, update ratio and deaths against the learning rate</source>
        <translation>损失、更新/权重比和死亡随学习率的变化</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>还没有测量过。</translation>
    </message>
    <message numerus="yes">
        <source>Deaths, of {n:,} living unit</source>
        <comment>Deaths, of {n:,} living units</comment>
        <translation>
            <numerusform>死亡，共 {n:,} 个活着的单元</numerusform>
        </translation>
    </message>
    <message>
        <source>Deaths: no unit can die with these activations</source>
        <translation>死亡：用这些激活函数，没有单元会死亡</translation>
    </message>
    <message>
        <source>loss, smoothed</source>
        <translation>损失，平滑后</translation>
    </message>
    <message>
        <source>guessing</source>
        <translation>猜测</translation>
    </message>
    <message>
        <source>learns</source>
        <translation>能学习</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>建议值</translation>
    </message>
    <message>
        <source>kills from here</source>
        <translation>从这里起杀死单元</translation>
    </message>
    <message>
        <source>set now</source>
        <translation>现在设定的</translation>
    </message>
    <message>
        <source>layer that moves most</source>
        <translation>变动最大的层</translation>
    </message>
    <message>
        <source>median layer</source>
        <translation>居中的层</translation>
    </message>
    <message>
        <source>healthy updates</source>
        <translation>健康的更新</translation>
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
        <source>Rate {rate}</source>
        <translation>学习率 {rate}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>损失 {loss}</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>不是有限的数</translation>
    </message>
    <message>
        <source>update : weight {ratio}, {layer}</source>
        <translation>更新/权重比 {ratio}，{layer}</translation>
    </message>
    <message>
        <source>update not finite</source>
        <translation>更新不是有限的数</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} death</source>
        <comment>{n:,} deaths</comment>
        <translation>
            <numerusform>{n:,} 个死亡</numerusform>
        </translation>
    </message>
    <message>
        <source>Find learning rate of lane {lane}</source>
        <translation>为泳道 {lane} 寻找学习率</translation>
    </message>
    <message>
        <source>Find learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>The lane that was swept is no longer there, so no rate was taken.</source>
        <translation>扫描过的泳道已经不在了，所以没有选取学习率。</translation>
    </message>
    <message>
        <source>The window asks whether the change is to be made in a branch or now.</source>
        <translation>窗口会问你，是在分支里改变，还是改变现在。</translation>
    </message>
    <message>
        <source>Taken: Ctrl+Z in the window undoes it.</source>
        <translation>已选取：在窗口中按 Ctrl+Z 可撤销。</translation>
    </message>
    <message>
        <source>The rate could not be taken.</source>
        <translation>无法选取这个学习率。</translation>
    </message>
    <message>
        <source>There is not enough memory for a second network of this size.</source>
        <translation>内存不足，容纳不下第二个这么大的网络。</translation>
    </message>
    <message>
        <source>First rate that kills</source>
        <translation>第一个会杀死单元的学习率</translation>
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
        <source>Diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>A click in a chart takes the rate there. By keyboard: ← and → move the line, Return takes its rate.</source>
        <translation>在图中点击，就选取那里的学习率。用键盘：← 和 → 移动竖线，回车键选取它的学习率。</translation>
    </message>
    <message>
        <source>Progress of the sweep</source>
        <translation>扫描的进度</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Set the learning rate to the suggested one; the run goes on with it</source>
        <translation>把学习率设为建议值；运行用它继续</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Sweep from the state as it is now</source>
        <translation>从现在的状态扫描</translation>
    </message>
    <message>
        <source>Stop this sweep</source>
        <translation>停止这次扫描</translation>
    </message>
    <message>
        <source>Close this window; a sweep that is going on is stopped (Escape)</source>
        <translation>关闭这个窗口；正在进行的扫描会停止（Escape）</translation>
    </message>
    <message>
        <source>The run itself is not touched: the steps are taken on a copy.</source>
        <translation>运行本身不受影响：这些步是在副本上走的。</translation>
    </message>
    <message>
        <source>Sweeping the learning rate, from far too small to where the loss explodes …</source>
        <translation>正在扫描学习率，从小得多的值开始，直到损失爆炸…</translation>
    </message>
    <message>
        <source>The sweep was cancelled.</source>
        <translation>扫描已取消。</translation>
    </message>
    <message>
        <source>The sweep stopped by an internal error</source>
        <translation>扫描因内部错误而停止</translation>
    </message>
    <message>
        <source>step {step} of {last}</source>
        <translation>第 {step} 步，共 {last} 步</translation>
    </message>
    <message>
        <source>step {step} of {last}, about {n} s left</source>
        <translation>第 {step} 步，共 {last} 步，还剩约 {n} 秒</translation>
    </message>
    <message numerus="yes">
        <source>From step {step}, {n:,} step on a copy.</source>
        <comment>From step {step}, {n:,} steps on a copy.</comment>
        <translation>
            <numerusform>从第 {step} 步起，在副本上走了 {n:,} 步。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} unit that was dead before does not count.</source>
        <comment>{n:,} units that were dead before do not count.</comment>
        <translation>
            <numerusform>之前就已死亡的 {n:,} 个单元不计在内。</numerusform>
        </translation>
    </message>
    <message>
        <source>A schedule scales the rate that is set.</source>
        <translation>调度会缩放设定的学习率。</translation>
    </message>
    <message>
        <source>Take {rate}</source>
        <translation>选取 {rate}</translation>
    </message>
    <message>
        <source>Run library</source>
        <translation>运行库</translation>
    </message>
    <message>
        <source>Search runs by any words</source>
        <translation>用任意的词搜索运行</translation>
    </message>
    <message>
        <source>Search: data, activation, name, notes …</source>
        <translation>搜索：数据、激活函数、名称、笔记…</translation>
    </message>
    <message>
        <source>Runs without a name or a note that ended within {n} seconds</source>
        <translation>没有名称也没有笔记、在 {n} 秒之内结束的运行</translation>
    </message>
    <message>
        <source>Name of the chosen run</source>
        <translation>所选运行的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Notes on the chosen run</source>
        <translation>所选运行的笔记</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Run the chosen session in place of the present one (Enter)</source>
        <translation>运行所选的会话，代替现在的（回车键）</translation>
    </message>
    <message>
        <source>Open as lanes</source>
        <translation>作为泳道打开</translation>
    </message>
    <message>
        <source>Run the chosen sessions side by side</source>
        <translation>并排运行所选的各个会话</translation>
    </message>
    <message>
        <source>Save name and notes</source>
        <translation>保存名称和笔记</translation>
    </message>
    <message>
        <source>Write name and notes into the run&apos;s file</source>
        <translation>把名称和笔记写入运行的文件</translation>
    </message>
    <message>
        <source>Move to trash…</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>Put the chosen runs into the trash (Delete)</source>
        <translation>把所选的运行放进回收站（Delete）</translation>
    </message>
    <message>
        <source>Reading the recorded sessions …</source>
        <translation>正在读取记录下来的会话…</translation>
    </message>
    <message>
        <source>There is not enough memory to read the recorded sessions.</source>
        <translation>内存不足，无法读取记录下来的会话。</translation>
    </message>
    <message>
        <source>Short runs ({n})</source>
        <translation>短运行（{n}）</translation>
    </message>
    <message>
        <source>Nothing has been recorded yet: every run with at least one step will be listed here.</source>
        <translation>还没有记录：每个至少走了一步的运行都会列在这里。</translation>
    </message>
    <message>
        <source>Nothing found: no run has all these words.</source>
        <translation>没有找到：没有哪个运行含有所有这些词。</translation>
    </message>
    <message>
        <source>There are short runs only: tick the box above to see them.</source>
        <translation>只有短运行：勾选上面的框就能看到它们。</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move “{run}” to the trash?</source>
        <translation>要把“{run}”移到回收站吗？</translation>
    </message>
    <message>
        <source>Move these {n} runs to the trash?</source>
        <translation>要把这 {n} 个运行移到回收站吗？</translation>
    </message>
    <message>
        <source>Recorded sessions</source>
        <translation>记录下来的会话</translation>
    </message>
    <message>
        <source>Loss curve</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>recording now</source>
        <translation>正在记录</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>step {step}: {text}</source>
        <translation>第 {step} 步：{text}</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Save session as</source>
        <translation>会话另存为</translation>
    </message>
    <message>
        <source>actviz sessions</source>
        <translation>actviz 会话</translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation>还剩约 {n} 秒</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>还剩约 {n} 分钟</translation>
    </message>
    <message>
        <source>{what} …</source>
        <translation>{what}…</translation>
    </message>
    <message>
        <source>How much is done</source>
        <translation>完成了多少</translation>
    </message>
    <message>
        <source>Stop; a half-written file is deleted</source>
        <translation>停止；写了一半的文件会删除</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>{what} … {time}</source>
        <translation>{what}… {time}</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>In the network</source>
        <translation>网络中</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>There is not enough memory for weights of this size.</source>
        <translation>内存不足，容纳不下这么大的权重。</translation>
    </message>
    <message>
        <source>Open weights of {file}</source>
        <translation>打开 {file} 中的权重</translation>
    </message>
    <message>
        <source>Reading {file} …</source>
        <translation>正在读取 {file} …</translation>
    </message>
    <message>
        <source>Take its shape</source>
        <translation>采用它的形状</translation>
    </message>
    <message>
        <source>Give the network the hidden layers of the file, and start</source>
        <translation>让网络采用文件中的隐藏层，然后开始</translation>
    </message>
    <message>
        <source>Open nothing; the present run goes on</source>
        <translation>什么也不打开；现在的运行继续</translation>
    </message>
    <message>
        <source>Start from these</source>
        <translation>从这些权重开始</translation>
    </message>
    <message>
        <source>Start again from step 0 with these weights (Return)</source>
        <translation>用这些权重从第 0 步重新开始（回车键）</translation>
    </message>
    <message>
        <source>The file was not read</source>
        <translation>没有读取文件</translation>
    </message>
    <message>
        <source>{sentence}.</source>
        <translation>{sentence}。</translation>
    </message>
    <message>
        <source>The present run is as it was.</source>
        <translation>现在的运行保持原样。</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} layer</source>
        <comment>{n:,} layers</comment>
        <translation>
            <numerusform>{n:,} 层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{file} fits: {n:,} array for {layers}.</source>
        <comment>{file} fits: {n:,} arrays for {layers}.</comment>
        <translation>
            <numerusform>{file} 合适：{n:,} 个数组，用于 {layers}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take its shape, {hidden}</source>
        <translation>采用它的形状，{hidden}</translation>
    </message>
    <message>
        <source>The arrays of the file, and what they become in the network</source>
        <translation>文件中的数组，以及它们在网络中变成什么</translation>
    </message>
    <message>
        <source>Layers are found by their names, and take their places by their shapes, in order</source>
        <translation>各层按名称找到，再按形状依次就位</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Open weights</source>
        <translation>打开权重</translation>
    </message>
    <message>
        <source>The log is {file}.</source>
        <translation>日志在 {file}。</translation>
    </message>
    <message>
        <source>actviz stopped unexpectedly the last time; its session was recovered up to step {step}.</source>
        <translation>actviz 上次意外停止；它的会话已恢复到第 {step} 步。</translation>
    </message>
    <message>
        <source>actviz stopped unexpectedly the last time while it opened a session.</source>
        <translation>actviz 上次在打开会话时意外停止。</translation>
    </message>
    <message>
        <source>{file} is left closed this time; File › Open session opens it.</source>
        <translation>这次没有打开 {file}；用“文件 › 打开会话”可以打开它。</translation>
    </message>
    <message>
        <source>actviz stopped unexpectedly the last time.</source>
        <translation>actviz 上次意外停止。</translation>
    </message>
    <message>
        <source>What was recorded is in File › Run library.</source>
        <translation>记录下来的内容在“文件 › 运行库”中。</translation>
    </message>
    <message>
        <source>Undo {change}</source>
        <translation>撤销：{change}</translation>
    </message>
    <message>
        <source>Undo change</source>
        <translation>撤销改动</translation>
    </message>
    <message>
        <source>Redo {change}</source>
        <translation>重做：{change}</translation>
    </message>
    <message>
        <source>Redo change</source>
        <translation>重做改动</translation>
    </message>
    <message numerus="yes">
        <source>Recycle {n:,} unit, dead or nearly silent</source>
        <comment>Recycle {n:,} units, dead or nearly silent</comment>
        <translation>
            <numerusform>回收 {n:,} 个死亡或近乎沉默的单元</numerusform>
        </translation>
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
        <source>Return to step {step} and train on from there (Space)</source>
        <translation>回到第 {step} 步，从那里继续训练（空格键）</translation>
    </message>
    <message>
        <source>The units were recycled at step {step} already: take a step first.</source>
        <translation>这些单元在第 {step} 步已经回收过了：请先走一步。</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>打开数据</translation>
    </message>
    <message>
        <source>Panels in this place</source>
        <translation>这个位置的面板</translation>
    </message>
    <message>
        <source>Zoom in or out</source>
        <translation>放大或缩小</translation>
    </message>
    <message>
        <source>Move what is zoomed</source>
        <translation>移动放大后的图</translation>
    </message>
    <message>
        <source>Show the whole axes again</source>
        <translation>重新显示整条坐标轴</translation>
    </message>
    <message>
        <source>Go to the next plot, or the one before</source>
        <translation>到下一张图或上一张图</translation>
    </message>
    <message>
        <source>Panel: {title}</source>
        <translation>面板：{title}</translation>
    </message>
    <message>
        <source>{menu}: {command}</source>
        <translation>{menu}：{command}</translation>
    </message>
    <message>
        <source>In a plot (click it, or press ↓ in the head of its panel)</source>
        <translation>在图中（点击它，或在面板标题栏按 ↓）</translation>
    </message>
    <message>
        <source>{one} or {other}</source>
        <translation>{one}或{other}</translation>
    </message>
    <message>
        <source>See vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.</source>
        <translation>网络一边训练，你一边看梯度怎样消失、ReLU 怎样死亡，逐个单元地看。</translation>
    </message>
    <message>
        <source>The diagnostics are on the clipboard: versions, screen, settings and the log.</source>
        <translation>诊断信息已在剪贴板上：版本、屏幕、设置和日志。</translation>
    </message>
    <message>
        <source>lesson: {title}</source>
        <translation>课程：{title}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>最大化</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮动</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Dock</source>
        <translation>停靠</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>The network, its gradients, its activations, what it has learned and what is wrong.</source>
        <translation>网络、它的梯度、它的激活值、它学到了什么，以及哪里出了问题。</translation>
    </message>
    <message>
        <source>Vanishing gradient</source>
        <translation>梯度消失</translation>
    </message>
    <message>
        <source>Every layer&apos;s gradient, beside the slopes that shrink it.</source>
        <translation>每一层的梯度，旁边是使它变小的斜率。</translation>
    </message>
    <message>
        <source>Dying ReLU</source>
        <translation>死亡 ReLU</translation>
    </message>
    <message>
        <source>Which units are dead and since when, beside the pre-activations.</source>
        <translation>哪些单元死亡、从何时起，旁边是预激活值。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Lanes side by side: networks, a table of their results, losses, gradients, dead units.</source>
        <translation>各泳道并排：网络、结果的表、损失、梯度、死亡单元。</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>扫描图</translation>
    </message>
    <message>
        <source>A map of many runs, beside the network and what is wrong with it.</source>
        <translation>许多运行的图，旁边是网络和它的问题。</translation>
    </message>
    <message>
        <source>The settings are your own, so the captions are silent. Ctrl+Z goes back.</source>
        <translation>现在用的是你自己的设置，所以说明沉默。Ctrl+Z 可以回去。</translation>
    </message>
    <message>
        <source>The scene before (Left)</source>
        <translation>上一个场景（←）</translation>
    </message>
    <message>
        <source>The scene before</source>
        <translation>上一个场景</translation>
    </message>
    <message>
        <source>The next scene (Right)</source>
        <translation>下一个场景（→）</translation>
    </message>
    <message>
        <source>The next scene</source>
        <translation>下一个场景</translation>
    </message>
    <message>
        <source>End the scene; the run goes on (Escape)</source>
        <translation>结束场景；运行继续（Escape）</translation>
    </message>
    <message>
        <source>End the scene</source>
        <translation>结束场景</translation>
    </message>
    <message>
        <source>Scene: {title}</source>
        <translation>场景：{title}</translation>
    </message>
    <message>
        <source>Nothing has all these words.</source>
        <translation>没有哪一项含有所有这些词。</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search commands, settings, panels, terms, lessons and scenes</source>
        <translation>搜索命令、设置、面板、术语、课程和场景</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Return goes there · Escape closes</source>
        <translation>↑ ↓ 选择 · 回车键前往 · Escape 关闭</translation>
    </message>
    <message>
        <source>{title}, {kind}</source>
        <translation>{title}，{kind}</translation>
    </message>
    <message>
        <source>{name}: {told}</source>
        <translation>{name}：{told}</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Bring the panel {title} to the front.</source>
        <translation>把面板“{title}”带到前面。</translation>
    </message>
    <message>
        <source>{setting} has no control now: that depends on {other}.</source>
        <translation>“{setting}”现在没有控件：这取决于“{other}”。</translation>
    </message>
    <message>
        <source>What the program spent its computing time on during the last second: training the network, measuring it and drawing the window. It trains without a pause all the while.</source>
        <translation>程序在最近一秒里把计算时间花在哪里：训练网络、测量网络、绘制窗口。在此期间训练从不停顿。</translation>
    </message>
    <message>
        <source>Do not wait for it: what runs goes on</source>
        <translation>不再等它：正在运行的继续</translation>
    </message>
    <message>
        <source>Cancel reading</source>
        <translation>取消读取</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Show the file in its folder</source>
        <translation>在文件夹中显示这个文件</translation>
    </message>
    <message>
        <source>please wait</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>task {task}</source>
        <translation>任务 {task}</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} training example</source>
        <comment>{n:,} training examples</comment>
        <translation>
            <numerusform>{n:,} 个训练样本</numerusform>
        </translation>
    </message>
    <message>
        <source>{examples}, {n} for the test</source>
        <translation>{examples}，{n} 个用于测试</translation>
    </message>
    <message numerus="yes">
        <source>{n:,} unit</source>
        <comment>{n:,} units</comment>
        <translation>
            <numerusform>{n:,} 个单元</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} hidden layer</source>
        <comment>{n:,} hidden layers</comment>
        <translation>
            <numerusform>{n:,} 个隐藏层</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n:,} weight</source>
        <comment>{n:,} weights</comment>
        <translation>
            <numerusform>{n:,} 个权重</numerusform>
        </translation>
    </message>
    <message>
        <source>computing time: training {training} %, measuring {measuring} %, drawing {drawing} %</source>
        <translation>计算时间：训练 {training} %，测量 {measuring} %，绘图 {drawing} %</translation>
    </message>
    <message>
        <source>{n} steps/s</source>
        <translation>{n} 步/秒</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Train accuracy</source>
        <translation>训练准确率</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>On the whole training set at step {step}</source>
        <translation>在整个训练集上，第 {step} 步</translation>
    </message>
    <message>
        <source>On the whole test set at step {step}</source>
        <translation>在整个测试集上，第 {step} 步</translation>
    </message>
    <message>
        <source>Of the next step: {rate} as it is set, times {factor} by the schedule</source>
        <translation>下一步的学习率：设定的 {rate} 乘以调度的因子 {factor}</translation>
    </message>
    <message>
        <source>Pause the training (Space)</source>
        <translation>暂停训练（空格键）</translation>
    </message>
    <message>
        <source>Train (Space)</source>
        <translation>训练（空格键）</translation>
    </message>
    <message>
        <source>Speed limit, steps per second (Ctrl+Up, Ctrl+Down)</source>
        <translation>速度上限，每秒步数（Ctrl+Up、Ctrl+Down）</translation>
    </message>
    <message>
        <source>Speed limit, steps per second</source>
        <translation>速度上限，每秒步数</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>{n} /s</source>
        <translation>{n} 步/秒</translation>
    </message>
    <message>
        <source>no test</source>
        <translation>无测试集</translation>
    </message>
    <message>
        <source>{loss} on the training set at step {step}</source>
        <translation>第 {step} 步时训练集上的{loss}</translation>
    </message>
    <message>
        <source>{loss} on the training set at step {step}; typical error of {target} {error}</source>
        <translation>第 {step} 步时训练集上的{loss}；{target}的典型误差为 {error}</translation>
    </message>
    <message>
        <source>Picture of the window with six numbered marks</source>
        <translation>窗口的图片，带六个编号</translation>
    </message>
    <message>
        <source>{number}: {text}</source>
        <translation>{number}：{text}</translation>
    </message>
    <message>
        <source>Read about every panel and setting (Shift+F1)</source>
        <translation>阅读每个面板和每项设置的说明（Shift+F1）</translation>
    </message>
    <message>
        <source>Back to the window (Escape)</source>
        <translation>回到窗口（Escape）</translation>
    </message>
    <message>
        <source>Scenes: one click sets up a network, starts it and says what to look at.</source>
        <translation>场景：点一下就搭好一个网络，让它运行，并告诉你看什么。</translation>
    </message>
    <message>
        <source>Play and pause (Space), take a step (S), start over (R), set the speed.</source>
        <translation>播放和暂停（空格键），走一步（S），从头开始（R），设置速度。</translation>
    </message>
    <message>
        <source>What is wrong, in one sentence, with its two numbers. Click one to see why.</source>
        <translation>用一句话说出哪里有问题，并给出两个数字。点击其中一个，就能看到原因。</translation>
    </message>
    <message>
        <source>Data, activation, learning rate: changes reach the network while it trains.</source>
        <translation>数据、激活函数、学习率：网络训练时，改动立即生效。</translation>
    </message>
    <message>
        <source>Every tile is a unit. Click one to see its life; a cross means dead.</source>
        <translation>每个方块是一个单元。点击就能看到它的一生；叉表示死亡。</translation>
    </message>
    <message>
        <source>The run so far: click on it to go back to any step, and branch off there.</source>
        <translation>到目前为止的运行：点击它就回到任意一步，并可从那里分支。</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>Gradient reaching layer 1</source>
        <translation>到达第 1 层的梯度</translation>
    </message>
    <message>
        <source>Backward signal, layer 1</source>
        <translation>反向信号，第 1 层</translation>
    </message>
    <message>
        <source>Signal, last hidden layer</source>
        <translation>信号，最后一个隐藏层</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>反向</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>The size (RMS) of layer 1&apos;s weight gradient over the output layer&apos;s: the median over the latest steps, at step {step}.</source>
        <translation>第 1 层权重梯度的大小（RMS）与输出层的之比：最近若干步的中位数，第 {step} 步。</translation>
    </message>
    <message>
        <source>The backward signal of layer 1 over that of the output layer: the median over the latest steps, at step {step}.</source>
        <translation>第 1 层的反向信号与输出层的之比：最近若干步的中位数，第 {step} 步。</translation>
    </message>
    <message>
        <source>The signal of the last hidden layer over that of layer 1: the median over the latest steps, at step {step}.</source>
        <translation>最后一个隐藏层的信号与第 1 层的之比：最近若干步的中位数，第 {step} 步。</translation>
    </message>
    <message>
        <source> (at step {step})</source>
        <translation>（第 {step} 步）</translation>
    </message>
    <message>
        <source>Gradient: {verdict}. It is called vanishing below {vanishing} and exploding above {exploding}, where that hinders learning.</source>
        <translation>梯度：{verdict}。低于 {vanishing} 称为消失，高于 {exploding} 称为爆炸，前提是这妨碍了学习。</translation>
    </message>
    <message>
        <source>The line is its course over the last 60 s of training, from 10⁻⁷ to 10³; the dotted line is where vanishing begins. Click for Gradient flow.</source>
        <translation>线是它在最近 60 秒训练中的变化，从 10⁻⁷ 到 10³；点线处开始算作消失。点击可看“梯度流”。</translation>
    </message>
    <message>
        <source>Hidden units whose slope is exactly zero on every training example, so that no gradient reaches them; counted on the whole training set at step {step}.</source>
        <translation>在每个训练样本上斜率都恰好为零、因而没有梯度能到达的隐藏单元；第 {step} 步时在整个训练集上数出。</translation>
    </message>
    <message>
        <source>Hidden units whose slope is exactly zero on every training example; counted on the whole training set at step {step}.</source>
        <translation>在每个训练样本上斜率都恰好为零的隐藏单元；第 {step} 步时在整个训练集上数出。</translation>
    </message>
    <message>
        <source>Every unit is dead in layer {layers}.</source>
        <translation>第 {layers} 层的单元全部死亡。</translation>
    </message>
    <message>
        <source>Marked when they are a fault in the diagnosis. The line is their course over the last 60 s of training. Click for Dead units.</source>
        <translation>在诊断中算作毛病时会标出来。线是它们在最近 60 秒训练中的变化。点击可看“死亡单元”。</translation>
    </message>
    <message>
        <source>so: {finding}</source>
        <translation>因此：{finding}</translation>
    </message>
    <message>
        <source>So: {finding}</source>
        <translation>因此：{finding}</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>/ {n}</translation>
    </message>
    <message>
        <source>{verdict}, at step {step}.</source>
        <translation>{verdict}，第 {step} 步。</translation>
    </message>
    <message>
        <source>Click for Diagnosis.</source>
        <translation>点击可看“诊断”。</translation>
    </message>
    <message>
        <source>{what}, a fault in the diagnosis</source>
        <translation>{what}，诊断认为有毛病</translation>
    </message>
    <message>
        <source>Loading your last session</source>
        <translation>正在载入你上次的会话</translation>
    </message>
    <message>
        <source>Loading {files}</source>
        <translation>正在载入 {files}</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>{what} … {n} s</source>
        <translation>{what}… {n} 秒</translation>
    </message>
    <message>
        <source>Open a lesson first: its hand-out is written then.</source>
        <translation>请先打开一课：然后就能写出它的讲义。</translation>
    </message>
    <message>
        <source>Write the hand-out of this lesson</source>
        <translation>写出本课的讲义</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Measuring the lesson for its hand-out</source>
        <translation>正在为讲义测量本课</translation>
    </message>
    <message>
        <source>There is not enough memory for a hand-out.</source>
        <translation>内存不足，无法写出讲义。</translation>
    </message>
    <message>
        <source>The hand-out is in {file}</source>
        <translation>讲义在 {file}</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
    <message>
        <source>All panels</source>
        <translation>全部面板</translation>
    </message>
</context>
</TS>
