//! For whoever comes by: one page, large type, to be printed and hung beside the kiosk.

use domain::words::text;
use leptos::prelude::*;

use super::sheet::{Look, Sheet};
use super::{Guide, Part, VISITOR, VISITOR_NAME, step};

const GUIDE: Guide = Guide {
    name: VISITOR_NAME,
    lead: text(
        "买得不满意，或者想先问清楚，都可以来。不收费，不用登录。",
        "Not happy with a purchase, or a question first? Come to us. It is free, and there is no account.",
    ),
    parts: &[
        Part {
            anchor: "file",
            title: text("一、说清楚事情", "1. Say what happened"),
            steps: &[
                step(
                    "在自助机上按*我要投诉或咨询*；或者用手机扫海报上的二维码。大约 4 分钟。",
                    "Press *Complaint or question* at the kiosk, or scan the poster’s code with your phone. It takes about 4 minutes.",
                ),
                step(
                    "一步一步填：商家、买了什么、怎么回事、要什么、怎么联系您。不知道的可以不填；我们从不要身份证号。",
                    "Step by step: the merchant, what you bought, what happened, what you ask for, how to reach you. What you do not know \
                     can stay empty. We never ask for an identity number.",
                ),
                step(
                    "可以加照片和 PDF，最多 9 个。*没有网络也能填*，联网后自动送达。",
                    "Add up to 9 photos or PDFs. *It works without a network*: it is sent by itself once there is one.",
                ),
                step(
                    "在自助机上填累了，可以扫码换到手机上接着填。不方便自己填，到服务台请工作人员代填。",
                    "Tired of standing at the kiosk? Scan its code and go on with your phone. Or ask at the desk: staff write it for you.",
                ),
            ],
        },
        Part {
            anchor: "keep",
            title: text("二、收好查询码", "2. Keep your claim code"),
            steps: &[
                step(
                    "提交后有一张回执，上面有 16 位*查询码*。打印、拍照、存成图片都行。",
                    "After you submit there is a receipt with a *claim code* of 16 signs. Print it, photograph it or keep it as a picture.",
                ),
                step(
                    "有查询码就能看、能补充、能撤回这件事，所以*不要给别人看*。",
                    "Whoever has the code can read the case, add to it and withdraw it: *do not show it to others*.",
                ),
            ],
        },
        Part {
            anchor: "follow",
            title: text("三、看进度", "3. See how it goes"),
            steps: &[
                step(
                    "在任何手机或自助机上按*查进度*，输入查询码。回执上写着答复您的最晚时间。",
                    "Press *Follow a case* on any phone or at the kiosk and enter the code. The receipt says by when we answer.",
                ),
                step(
                    "谁第一个接待您，就由谁跟到底。结果不满意，可以在同一页写明没解决的地方，请我们重新处理。",
                    "Whoever receives you first follows it to its end. Not solved? Say so on the same page, and we look again.",
                ),
                step(
                    "查询码丢了，到服务台或打联络点电话，我们帮您找。",
                    "Lost the code? Come to the desk or call us; we help you find the case.",
                ),
            ],
        },
        Part {
            anchor: "leave",
            title: text("四、离开自助机", "4. Leave the kiosk"),
            steps: &[step(
                "办完按*结束*，屏幕和机器里都不留您的内容；忘了按，没人碰也会自己清除。",
                "Press *Finish* when you are done: nothing of yours stays on the screen or in the machine. Forgotten? It clears itself.",
            )],
        },
    ],
};

/// The page.
#[component]
pub fn VisitorGuide() -> impl IntoView {
    view! { <Sheet guide=GUIDE look=Look::Sheet here=VISITOR /> }
}
