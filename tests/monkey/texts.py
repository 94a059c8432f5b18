"""What the monkey types: names, numbers, expressions and configurations, most of them not what a field expects."""

NAMES = (
    "B", "", "   ", "relu", "<img src=x.png>", "<b>bold</b><script>", "a < b > c & d", "&lt;&amp;", "n" * 300,
    "\u202eright to left", "名前 имя \U0001f600", "=1+2|' /C calc'!A0", "@sum(1)", "%s%n{0}{name}",
    "'; drop table lanes; --",
    "../../etc/passwd", "tab\there", "line\nbreak", "a|b", "name=x", "\x07bell",
)  # fmt: skip
NUMBERS = (
    "0", "1", "2", "3", "4", "7", "8", "10", "12", "30", "64", "100", "1000", "0.01", "0.05", "0.1", "0.2", "0.5",
    "0.9",
    "0.99", "1.5", "5", "-1", "-0.5", "-100", "1e-9", "1e-45", "1e-320", "1e3", "1e6", "1e9", "1e12", "1e400",
    "-1e400", "nan", "inf",
    "999999999999999999999", "0,5", "1_000", "٣", "", " 7 ", "0x10", "12abc", "--3", "4,4", "8x3", "8-4-2",
    "16,8,4,2",
    "1x12", "4x13", "3x200", "4096x2", "8,,8", "x", "4 4 4",
)  # fmt: skip
EXPRESSIONS = (
    "max(z, a*z)", "z*sigmoid(1.702*z)", "where(z<0, 0.1*z, z)", "where(z>0, z, 0)",
    "where(not a<0.5 or z>1, z, 0.1*z)",
    "exp(-z*z)", "sin(1000*z)", "tanh(z)", "1/z", "log(z)", "exp(exp(z))", "z**z", "0", "((((", "z +", "z; import os",
    "__import__('os').getpid()", "[z for z in z]", "where(z<0", "[" * 3000, "clip(z, -1, 1)", "é", "a*z + 0*abs(z)",
)  # fmt: skip
CONFIGURATIONS = (
    "actviz: relu 4x3 he_normal sgd lr=0.3 data=circle seed=3",
    "actviz: 6x2 sgd data=xor | name=A sigmoid | name=B relu",
    "actviz: 5,4 adam lr=0.05 data=spiral | name=<b>A</b> tanh | name=B relu lr=0.5 | name=C gelu | name==1+2 elu",
    "actviz: prelu 4x2 rmsprop lr=1000 data=moons batch=7",
    "actviz: relu 4x2 data=plane", "actviz: tanh 4 data=waves loss=squared_error test=0",
    "actviz: =max(z,a*z) 4x2 alpha=0.2", 'actviz: activation="relu, =z*z" 3,3',
    "actviz: relu 4x2 adamw lr=0.1 decay=10", "actviz: relu 4x2 lr=1000 bias=-100", "actviz: sigmoid 3x12 scale=100",
    "actviz: relu 4096x200", "actviz: relu 4x2 seed=-1", "actviz: relu relu relu", "actviz:", "actviz: |||||",
    "actviz: 4 | 4 | 4 | 4 | 4", "actviz: 4x2 seed=1 | seed=2", "actviz: 4x2 batch=8 | batch=16",
    "actviz: file=/nowhere.csv 4",
    "actviz: activation=" + "[" * 3000, "a = " + "[" * 3000, "seed = " + "9" * 5000, "hidden = [4, 4]\nseed = 5",
    "hidden = 3\n", "[[lane]]\nname = 'x'\n[[lane]]\nname = 'y'\nlearning_rate = 0.7", "[lane]\nx = 1", "\x00\x01",
    "",
    "x" * 250_000, "learning_rate = nan", "learning_rate = 1e999", "hidden = [4, 'a']",
    "dataset = 'digits'\nhidden = [4]",
)  # fmt: skip
ANYTHING = (*NAMES, *NUMBERS, *EXPRESSIONS)
