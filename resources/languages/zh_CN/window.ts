<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Save this as a scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One sentence: what the scene shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept are lanes, settings and data, arrangement and speed, and step {step}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the file is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write nothing (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file {path} is not in the scene, but named by its path: it must be there, too.</source>
        <translation type="unfinished"></translation>
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
        <source>Open a lesson or a scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is a proof: `actviz proofs --check FILE --run` runs it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} cannot be written: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scene is in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scene: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A map draws its own weights, and this run has given ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a map or a sweep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps and sweeps (*.sqlite *.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with a map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Maps (*.sqlite)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no map yet whose results could be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv);;Parquet (*.parquet)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are four lanes already: remove one, then click again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cell of the sweep map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right diagnoses: {right} of {asked}. Cures of your own: {solved} of {tasks}.</source>
        <translation>诊断正确：{right}/{asked}。自己治好：{solved}/{tasks}。</translation>
    </message>
</context>
</TS>
