//! The words for staff. Buttons are named as they are on the pages.

use domain::words::text;

use super::{Guide, Part, STAFF_NAME, step};

/// A day at the desk.
pub(super) const GUIDE: Guide = Guide {
    name: STAFF_NAME,
    lead: text(
        "从早上打开平板到晚上锁住。括号里是页面上的按钮。没有网络时，除首次登录和少数几处外都照常用，联网后自动送出。",
        "From opening the tablet in the morning to locking it at night. What stands in quotation marks is a button. Without a network nearly \
         everything works as ever, and is sent by itself afterwards.",
    ),
    parts: &[
        Part {
            anchor: "morning",
            title: text("早上：打开平板", "In the morning: open the tablet"),
            steps: &[
                step(
                    "第一次在这台平板上要联网，用账号和密码登录。以后选自己的名字，用密码或 PIN 打开，*没有网络也行*。",
                    "The first time on a tablet, sign in with account and password; that needs a network. After that, choose your name and open \
                     it by password or PIN, *also without a network*.",
                ),
                step(
                    "PIN 在“我的账号”里设，6 到 12 位数字，只在这台平板上有效；输错五次就要联网登录。",
                    "Set a PIN under “My account”: 6 to 12 digits, for this tablet only. Wrong five times, it asks you to sign in online.",
                ),
                step(
                    "在“我的账号”里打开“今天当班”。当班的人才会分到新案件。排班表上有安排的，到时间自动切换。",
                    "Under “My account” switch “On duty” on: only whoever is on duty is given new cases. A planned shift does that by itself.",
                ),
                step(
                    "打开“今日一览”：已超期的、今天到期的、在等谁，都在一屏上。先办红的。",
                    "Open “Today”: what is late, what is due, and who is waited for, on one screen. Begin with the red ones.",
                ),
                step(
                    "上面的一行字说明现在是在线还是离线、有几条待送出。写着“没有生效，去看看”时点进去，您写的内容都在。",
                    "The line at the top says whether you are online and what waits to be sent. Where it says “not done: look”, open it: what \
                     you wrote is kept.",
                ),
            ],
        },
        Part {
            anchor: "new",
            title: text("来了新案件", "A new case"),
            steps: &[
                step(
                    "新案件自动出现在列表里。*分到谁手上，谁就是首问人*，从头跟到尾。",
                    "New cases appear in the list by themselves. *Whoever it is given to first* follows it to its end.",
                ),
                step(
                    "看完内容和照片，按“受理”。缺少关键情况，按“请消费者补充”，写清楚要什么：对方在查进度的页面上看到，承诺时限暂停。",
                    "Read it with its photos, then press “Accept”. If something is missing, press “Ask for more” and say what: the consumer \
                     reads it where they follow the case, and the promised time pauses.",
                ),
                step(
                    "不属于这里的由主管“不予受理”，要写理由；消费者看得到。",
                    "What does not belong here a supervisor ends by “Do not accept”, with a reason that the consumer reads.",
                ),
                step(
                    "看起来是同一件事的，页面会提示；核对后由主管合并。",
                    "Where two cases look like the same matter, the page says so; a supervisor joins them after a look at both.",
                ),
            ],
        },
        Part {
            anchor: "intake",
            title: text("有人打电话或走过来", "Somebody calls or comes by"),
            steps: &[
                step(
                    "按“代录来电来访”。先问电话：以前的案件会出现在旁边。",
                    "Press “Register a caller”. Ask for the telephone number first: earlier cases appear beside the form.",
                ),
                step(
                    "边听边填，念一遍给对方听，对方确认后按“登记”。",
                    "Write while you listen, read it back, and press “Register” once they say that it is right.",
                ),
                step(
                    "把查询码念给对方，请对方*记下再念回来*；也可以打印或用短信发送。",
                    "Read the claim code out and have it *read back*; you can also print it or send it as a text message.",
                ),
                step(
                    "只是问问的，选“咨询”，答完即可办结。",
                    "A mere question is filed as one, and closed once it is answered.",
                ),
            ],
        },
        Part {
            anchor: "work",
            title: text("办一件案子", "Working on a case"),
            steps: &[
                step(
                    "下面的大按钮是通常的下一步，其余在“更多”里。做不了的不显示。",
                    "The large button is the usual next step, the others are under “More”. What cannot be done is not shown.",
                ),
                step(
                    "“答复消费者”对方看得到；“内部备注”只有同事看得到。*发出前看一眼写在哪一栏*。",
                    "“Reply to the consumer” is read by them; an “Internal note” by colleagues only. *Look at which of the two it is before you send.*",
                ),
                step(
                    "找商家：按“转商家处理”，可以“让商户自己答复”，生成一个会过期的链接交给商家；商家口头说的用“记录商家答复”记下。",
                    "The merchant: “Ask the merchant”, and perhaps “Let the merchant answer by itself”, a link that ends. What a merchant says \
                     by word of mouth is written down on the case.",
                ),
                step(
                    "谈成了，写和解书，双方在屏幕上签或在纸上签；按约定的日子看是否兑现，兑现了再办结。",
                    "Where both agree, write the settlement: they sign on the screen or on paper. On the agreed day see whether it was carried \
                     out, then close.",
                ),
                step(
                    "谈不成：由调解员“调解不成”，再由主管“转市场监管”，材料在案件里打印；照片里的无关的人和号码先遮盖。",
                    "Where they do not: a mediator records “Mediation failed”, a supervisor passes it to the regulator, and the papers are printed \
                     from the case. Cover strangers and numbers in photos first.",
                ),
                step(
                    "涉及自己或亲友的，按“回避”；案件会交给别人。",
                    "Where you or somebody close to you is concerned, step aside (回避): the case goes to a colleague.",
                ),
            ],
        },
        Part {
            anchor: "time",
            title: text("时限", "Promised times"),
            steps: &[
                step(
                    "每件案子都标着下一个时限，按工作日算。用到八成会提醒经办人，到期提醒主管。",
                    "Each case shows the time that ends next, in working days. At four fifths its owner is reminded, at its end a supervisor.",
                ),
                step(
                    "等消费者补充或送检时，钟会停；恢复后接着走。站内承诺和法定时限分开显示。",
                    "While a consumer is asked for more, or goods are tested, the clock stands still. Our own promises and statutory times \
                     are shown apart.",
                ),
            ],
        },
        Part {
            anchor: "kiosk",
            title: text("自助机前的人", "People at the kiosk"),
            steps: &[
                step(
                    "不替人填查询码，也不看别人屏幕。不会用的，请到服务台代录。",
                    "Do not enter a claim code for somebody, and do not read over a shoulder. Whoever finds it hard is registered at the desk.",
                ),
                step(
                    "自助机上的“工作人员”要 PIN，能看到还有几件没送出。显示异常，告诉管理员。",
                    "“Staff” on the kiosk asks for its PIN and says what is not sent yet. If something looks wrong, tell an administrator.",
                ),
            ],
        },
        Part {
            anchor: "supervisor",
            title: text("主管每天看一眼", "What a supervisor looks at every day"),
            steps: &[
                step(
                    "“今日一览”里的超期和“主管已知”；“留存”里有没有搁置的内容；“成员”里谁在岗。",
                    "What is late on “Today”; whether anything waits under “Kept aside”; who is on duty under “Members”.",
                ),
                step(
                    "有人请假或离岗：在“排班”里写上，或在“成员”里分出他名下的案件；首问人不变。",
                    "Somebody is away: write it into the “Roster”, or give their cases out under “Members”. The first receivers stay.",
                ),
                step(
                    "平板丢了：马上在“设备”里按“停用这台设备”。见管理员手册“平板丢了”。",
                    "A lost tablet: end it at once under “Devices”. See “A tablet is lost” in the administrator’s guide.",
                ),
            ],
        },
        Part {
            anchor: "evening",
            title: text("晚上：锁住", "In the evening: lock it"),
            steps: &[
                step(
                    "离开前按“锁住”。五分钟不碰也会自动锁。没写完的字会留着，等您再打开。",
                    "Press “Lock” before you leave; left alone for five minutes, it locks by itself. What you were writing is kept for you.",
                ),
                step(
                    "还有没送出的，会加密留在平板上，*只有您本人打开时*才送出。请在有网络的地方锁，或第二天一早打开。",
                    "What is not sent yet stays on the tablet, sealed, and goes out *only when you open it again*. Lock where there is a network, or \
                     open it first thing next morning.",
                ),
            ],
        },
    ],
};
