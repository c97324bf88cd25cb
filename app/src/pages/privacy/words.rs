//! The notice itself. A change in what it says is a new version in the rules, for people consent to a version.

use domain::words::{Text, text};

/// A part of the notice: a question and its answers. What counts most stands between asterisks.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The question.
    pub title: Text,
    /// The answers.
    pub lines: &'static [Text],
}

/// The parts after who processes the data.
pub const PARTS: &[Part] = &[
    Part {
        title: text("要哪些信息，用来做什么", "What we ask for, and why"),
        lines: &[
            text(
                "*怎么称呼您、手机或电话*：用来回复您、核实情况。",
                "*Your name and telephone*: to answer you and to check the facts.",
            ),
            text(
                "*商户、商品、日期、金额、经过和要求*：用来调查和调解。",
                "*Merchant, goods, date, amount, what happened and what you ask for*: to look into it and to mediate.",
            ),
            text(
                "*照片和文件*：可以不交。拍照的地点、时间和手机型号在您的设备上就去掉了，不会送出去。",
                "*Photos and documents*: optional. Where, when and with what a photo was taken is removed on your device and never sent.",
            ),
            text(
                "*提醒*：您按了“有进展时提醒我”，才存下这个浏览器的推送地址；提醒里没有案情。",
                "*Notifications*: your browser’s push address is kept only if you ask to be told; a notification says nothing of the case.",
            ),
            text(
                "*地址、代办人*：可以不写。有人替您办时才需要代办人的名字。",
                "*Address, person acting for you*: optional; the latter only where somebody acts for you.",
            ),
            text(
                "*优先照顾的理由*（例如高龄、残疾、孕产）：可以不选。可能是敏感个人信息，只用来决定先办谁的。",
                "*Reasons for priority* (such as old age, disability, pregnancy): optional. This may be sensitive personal information; it only decides who is served first.",
            ),
            text(
                "*从不要身份证号*，也不要银行卡号、密码和人脸。请不要写进“经过”里。",
                "*Never an ID number*, nor bank cards, passwords or your face. Please do not write them into the description.",
            ),
            text(
                "匿名举报可以不留姓名和电话，但我们就没法回复您。",
                "A report can be made without name and telephone; then we cannot answer you.",
            ),
        ],
    },
    Part {
        title: text("存在哪里", "Where it is kept"),
        lines: &[
            text(
                "*您的设备上*：没写完的和提交过的都存在您用的这台设备里，直到您把它移除。",
                "*On your device*: what you have begun and what you have submitted stays on the device you use until you remove it.",
            ),
            text(
                "*联络点的服务器上*：提交、送达以后，服务器里有一份。没提交的不会上传。",
                "*On the contact point’s server*: a copy, once submitted and delivered. What is not submitted is not sent.",
            ),
            text(
                "*我们的自助机上*什么都不留：没写完的只在内存里，提交的封存起来，只有联络点打得开；按“结束”就清除，没人碰也会自己清除。",
                "*On our kiosk* nothing stays: what you have begun is in memory only, and what you submit is sealed so that only the contact point can open it. “Finish” clears it, and so does a while without a touch.",
            ),
            text(
                "*从自助机换到手机接着填*：填了一半的内容加密后，在服务器的内存里最多放 10 分钟。钥匙只在您扫的码里，我们打不开。",
                "*Going on from the kiosk on your phone*: what you have begun is encrypted and held in the server’s memory for at most 10 minutes. The key is only in the code that you scan; we cannot open it.",
            ),
            text(
                "用别的公用设备办完，请记好查询码，再从“我的投诉”里移除。",
                "On any other shared device: keep your claim code, then remove the case under “My cases”.",
            ),
        ],
    },
    Part {
        title: text("谁能看到", "Who can see it"),
        lines: &[
            text(
                "联络点的工作人员，凭自己的账号登录后才能看。",
                "The contact point’s staff, signed in with their own accounts.",
            ),
            text(
                "拿着查询码的人看得到进度，*看不到您的姓名、电话和地址*。",
                "Whoever has the claim code sees the progress, *not your name, telephone or address*.",
            ),
            text("商家：只告诉处理这件事用得着的内容。", "The merchant: only what is needed to deal with the case."),
            text(
                "转给市场监管部门时，进度里会写明。",
                "If the case is passed to the market regulator, its progress says so.",
            ),
            text(
                "您另外同意了，处理结果才会隐去个人信息后公开。不同意不影响办理。",
                "The outcome is published, without personal data, only if you agree separately. Saying no changes nothing for your case.",
            ),
        ],
    },
    Part {
        title: text("留多久", "How long"),
        lines: &[text(
            "处理目的实现后，按规定删除或匿名化；*您可以随时要求删除*。",
            "Once the purpose is achieved it is deleted or made anonymous as the law provides; *you may ask for deletion at any time*.",
        )],
    },
    Part {
        title: text("您的权利", "Your rights"),
        lines: &[
            text("*查询*：看我们存了您什么。", "*Access*: see what we hold about you."),
            text("*更正*：写错了可以补充、改正。", "*Correction*: add to it or put it right."),
            text("*删除*：可以要求删除。", "*Deletion*: ask us to delete it."),
            text(
                "*撤回同意*：随时可以。撤回之前已经办的仍然有效。",
                "*Withdrawal of consent*: at any time. What was done before remains valid.",
            ),
            text("*导出*：可以要一份您自己的信息。", "*Export*: ask for a copy of your own data."),
            text(
                "打电话或者到联络点来说一声就行，说出查询码，我们核实后办理。",
                "Call us or come by, and tell us your claim code; we check it and do it.",
            ),
        ],
    },
    Part {
        title: text("孩子的信息", "Children"),
        lines: &[text(
            "不满十四周岁的，请由父母或者其他监护人来办，*经监护人同意*我们才处理。",
            "For children under fourteen, a parent or other guardian files; we process the data *only with the guardian’s consent*.",
        )],
    },
];

/// The articles of the Personal Information Protection Law, with what each is for here.
pub const BASIS: &[(u16, Text)] = &[
    (6, text("目的明确，只收最少的信息", "a clear purpose, and as little data as possible")),
    (13, text("取得您的同意才处理", "processing with your consent")),
    (14, text("先说清楚，您自愿、明确地同意", "consent that is informed, voluntary and explicit")),
    (15, text("同意可以撤回", "consent can be withdrawn")),
    (17, text("处理之前告诉您这些", "telling you all this beforehand")),
    (19, text("保存时间取最短的必要时间", "kept for the shortest time necessary")),
    (28, text("敏感个人信息要格外小心", "special care for sensitive personal information")),
    (31, text("不满十四周岁的，要监护人同意", "a guardian’s consent under the age of fourteen")),
    (47, text("什么时候应当删除", "when data must be deleted")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_strong_words_closed_in_both_languages() {
        for line in PARTS.iter().flat_map(|part| part.lines) {
            for words in [line.zh, line.en] {
                assert_eq!(words.matches('*').count() % 2, 0, "{words}");
            }
        }
    }
}
