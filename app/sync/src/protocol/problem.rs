//! Everything that can go wrong between device and server: a code, an HTTP status, and a sentence for a person.

use domain::words::{Bilingual, Text, text};
use serde::{Deserialize, Serialize};

use crate::proof::ProofWanted;

/// An answer that is not what was asked for (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The stable word.
    pub code: Code,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, for a person.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub detail: Bilingual,
    /// Seconds to wait before trying again, where that helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
    /// What opens the way at once, where there is something: a proof of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofWanted>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal, $zh:literal, $en:literal;)+) => {
        /// What went wrong. The HTTP status of each is decided here and nowhere else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $code)] $variant,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// What happened and what to do.
            #[must_use]
            pub const fn sentence(self) -> Text {
                match self { $(Self::$variant => text($zh, $en)),+ }
            }
        }
    };
}

codes! {
    /// The body is over the limit.
    BodyTooLarge = "body_too_large", 413, "内容太大了，请分几次提交。您写的内容还在。", "This is too large; please send it in parts. What you wrote is still here.";
    /// The body did not arrive in time; nothing of it was taken.
    BodyTooSlow = "body_too_slow", 408, "内容没有传完就停住了，会自动再送。您写的内容还在。", "It stopped before it had all arrived, and will be sent again by itself. What you wrote is still here.";
    /// The content type is not JSON (or a form, where a form is meant).
    UnsupportedMediaType = "unsupported_media_type", 415, "服务器看不懂这种格式。请刷新页面再试。", "The server does not understand this format. Please reload the page and try again.";
    /// Not JSON at all.
    NotJson = "not_json", 400, "送来的内容不完整，请再试一次。您写的内容还在。", "What arrived is incomplete; please try again. What you wrote is still here.";
    /// JSON of another shape.
    Malformed = "malformed", 400, "送来的内容缺了一部分，请刷新页面再试。您写的内容还在。", "Something is missing in what arrived; please reload the page and try again. What you wrote is still here.";
    /// More operations than fit in one push.
    TooManyOps = "too_many_ops", 413, "一次送来的太多了，会自动分几次送。", "Too much at once; it will be sent in parts.";
    /// A protocol version that the server does not speak.
    ProtocolUnknown = "protocol_unknown", 400, "这台设备的软件和服务器版本不同，请刷新页面更新。您写的内容还在。", "This device and the server run different versions; please reload the page to update. What you wrote is still here.";
    /// The hash does not fit the payload.
    HashMismatch = "hash_mismatch", 422, "这一条在路上损坏了，已单独留存，工作人员会查看。", "This item was damaged on the way; it is kept aside and staff will look at it.";
    /// The name of an operation was used for other content.
    OpReused = "op_reused", 409, "同一个编号送来了两份不同的内容，两份都已留存，工作人员会查看。", "Two different contents came under one name; both are kept and staff will look at them.";
    /// No case has that claim code.
    UnknownClaim = "unknown_claim", 404, "查询码没有抄错，但联络点还没有收到这一件。刚提交的，请让提交的那台设备连上网络，送达后再查；送达前清除过浏览器数据的，请到服务台或来电重新登记。", "The code is written correctly, but its case has not arrived yet. If it was just filed, connect the device that filed it and look again; if its browser data was cleared before, please register again at the desk or by telephone.";
    /// No case has that number.
    NoSuchNumber = "no_such_number", 404, "没有这个案号的案件，请核对年份和编号。", "No case has this number; please check year and number.";
    /// The claim code is mistyped.
    ClaimMistyped = "claim_mistyped", 400, "查询码不对：应是 16 位字母和数字，请逐个核对。", "This is not a claim code: it has 16 letters and digits; please check each.";
    /// Nobody is signed in.
    SignInNeeded = "sign_in_needed", 401, "请先登录。没送出的内容都还在。", "Please sign in. Everything not yet sent is still here.";
    /// Name or password is wrong.
    WrongCredentials = "wrong_credentials", 401, "账号或密码不对，请再试一次。", "Account or password is wrong; please try again.";
    /// The device was ended: lost, or given away.
    DeviceRevoked = "device_revoked", 403, "这台设备已停用，不能再办案。没送出的会交给主管查看；请换一台设备，或请主管重新启用。", "This device has been ended; no more cases are worked on here. What was not sent goes to a supervisor. Please use another device, or ask a supervisor to let this one in again.";
    /// An address at which a browser would be reached, of a push service that is not spoken to.
    PushServiceUnknown = "push_service_unknown", 422, "这个浏览器用的推送服务，联络点没有开通。打开着工作台时，提醒照常。", "This contact point does not use the push service of this browser. While the desk is open, alerts come as before.";
    /// A code to enrol a kiosk was used, is too old, or never was.
    KioskCodeExpired = "kiosk_code_expired", 410, "这个启用码不对、用过了或过期了，请管理员在“设备”页再生成一个。", "This code is wrong, was used or has expired; please have an administrator make a new one on the page “Devices”.";
    /// Too many codes were tried.
    KioskCodeLimited = "kiosk_code_limited", 429, "启用码试错的次数太多了，请过几分钟再试。", "Too many wrong codes; please wait a few minutes.";
    /// The browser is no kiosk of this contact point.
    KioskUnknown = "kiosk_unknown", 401, "这台机器不是本联络点的自助机，请管理员重新启用。", "This machine is no kiosk of this contact point; please have an administrator enrol it again.";
    /// The kiosk was ended.
    KioskRevoked = "kiosk_revoked", 403, "这台自助机已停用，请用手机办理或到服务台。里面没送出的会照常送达。", "This kiosk has been ended; please use your phone or come to the desk. What it holds is still delivered.";
    /// A kiosk's name is missing or too long.
    KioskNameInvalid = "kiosk_name_invalid", 422, "请写这台自助机的名字，最多 40 个字，例如“一楼大厅”。", "Please write a name for this kiosk, at most 40 characters, for example “Ground floor”.";
    /// A form that was to go on on a phone is no longer held.
    DraftHandoffExpired = "draft_handoff_expired", 410, "这个码过期了（10 分钟内有效）。请回到自助机，按“用手机继续”再出一个码。", "This code has expired; it works for ten minutes. Please go back to the kiosk and press “Continue on your phone” for another.";
    /// Another phone was first, or this one has it already.
    DraftHandoffUsed = "draft_handoff_used", 410, "这个码已经用过了，只能用一次。扫过的那部手机上可以接着填；不是您扫的，请回到自助机再出一个码。", "This code was used; it works once. Carry on on the phone that scanned it; if that was not you, please get another code at the kiosk.";
    /// What was sealed does not open, although the key is known.
    SealBroken = "seal_broken", 422, "这一条封存的内容打不开，已单独留存，工作人员会查看。", "What was sealed here does not open; it is kept aside and staff will look at it.";
    /// The account was closed.
    AccountClosed = "account_closed", 403, "这个账号已停用。没送出的会交给主管查看；有疑问请找管理员。", "This account is closed. What was not sent goes to a supervisor; please ask an administrator if in doubt.";
    /// The role may not do this.
    Forbidden = "forbidden", 403, "您的角色不能做这一步，请交给主管或管理员。", "Your role may not do this; please ask a supervisor or administrator.";
    /// The request came from another site.
    ForeignOrigin = "foreign_origin", 403, "这个请求不是从本站页面发出的，已拒绝。请从本站重新操作。", "This request did not come from one of our pages and was refused. Please start again from our site.";
    /// A one-time link was used or is too old.
    LinkExpired = "link_expired", 410, "这个链接已经用过或过期了，请在服务器上重新生成。", "This link was used or has expired; please make a new one on the server.";
    /// A one-time link belongs to the browser that opened it first.
    LinkOpenedElsewhere = "link_opened_elsewhere", 403, "这个链接已经在另一台设备或浏览器上打开过，只能在那里用完。不是您打开的，请马上告诉管理员，并请他重新发一个。", "This link was opened on another device or in another browser, and works there only. If that was not you, please tell an administrator at once and ask for a new one.";
    /// Days that are no period.
    PeriodUnfit = "period_unfit", 422, "这段时间不对：请填开始和结束两天，结束不能早于开始，最长 20 年。", "This is no period: please give a first and a last day, the last not before the first, and 20 years at most.";
    /// A form for staff is filled in wrongly.
    InvalidInput = "invalid_input", 422, "有一项没有填对，请按提示改好。", "Something is not filled in correctly; please correct it as shown.";
    /// Another member of staff has that account name.
    NameTaken = "name_taken", 409, "这个账号名已经有人用了，请换一个。", "This account name is taken; please choose another.";
    /// An account name that cannot be typed again with certainty.
    AccountInvalid = "account_invalid", 422, "账号名要 2 到 40 个字，中间不能有空格，例如 mai。", "An account name has 2 to 40 characters and no spaces, for example mai.";
    /// No name, or too long a one.
    NameInvalid = "name_invalid", 422, "请写称呼，最多 40 个字，例如“接待员 01”。消费者会看到它。", "Please write a name of at most 40 characters, for example “Reception 01”. Consumers see it.";
    /// Fewer than ten characters.
    PasswordTooShort = "password_too_short", 422, "密码至少 10 个字，可以用一句自己记得住的话。", "A password has at least 10 characters; a sentence you remember will do.";
    /// More than 128 characters.
    PasswordTooLong = "password_too_long", 422, "密码最多 128 个字，请短一点。", "A password has at most 128 characters; please shorten it.";
    /// The password is the account name.
    PasswordIsAccount = "password_is_account", 422, "密码不能和账号名一样，请换一个。", "The password must not be the account name; please choose another.";
    /// One of the passwords that are tried first.
    PasswordCommon = "password_common", 422, "这个密码太常见，别人一猜就中，请换一个。", "This password is among the first that anyone would try; please choose another.";
    /// Changing the password needs the present one.
    CurrentPasswordWrong = "current_password_wrong", 422, "现在的密码不对，请再试一次；忘了就请管理员重设。", "The present password is wrong; please try again, or ask an administrator to reset it.";
    /// Somebody must be able to manage accounts.
    LastAdministrator = "last_administrator", 409, "这是唯一的管理员，不能停用或改角色。请先添一位管理员。", "This is the only administrator and cannot be deactivated or given another role. Please add another administrator first.";
    /// A member who may not sign in needs no link.
    MemberInactive = "member_inactive", 409, "这位成员已停用，请先启用再重设密码。", "This member is deactivated; please activate them before resetting the password.";
    /// A merchant's name is missing or too long.
    MerchantNameInvalid = "merchant_name_invalid", 422, "请写商家名称，最多 100 个字，例如“佳电电器”。", "Please write the merchant’s name, at most 100 characters.";
    /// Another merchant has that name.
    MerchantNameTaken = "merchant_name_taken", 409, "已经有同名的商家，请用它的账户，或换一个名称。", "There is a merchant of that name already; please use its account, or another name.";
    /// No merchant of that name in the register.
    NoSuchMerchant = "no_such_merchant", 404, "名册里没有这个商家，请刷新后再选。", "There is no such merchant; please reload and choose again.";
    /// The number of a receipt is too long.
    ReceiptTooLong = "receipt_too_long", 422, "编号最多 100 个字，请写短一点。", "The number has at most 100 characters; please shorten it.";
    /// The ledger of the deposit pool refuses the movement; the sentence says why.
    FundRefused = "fund_refused", 409, "这笔账没有记。请核对金额和编号。", "Nothing was posted; please check the amount and the number.";
    /// A list that is no table of ours; the sentence says what does not fit.
    TableUnreadable = "table_unreadable", 422, "这个文件读不出来。请另存为 XLSX 或 CSV 再试；文件没有改动。", "This file cannot be read. Please save it as XLSX or CSV and try again; it was not changed.";
    /// A list that is too long, or unfolds to too much.
    TableTooLong = "table_too_long", 413, "文件太长了：一次最多 16 MB，商户名单 5,000 行，台账 20,000 行。请分成几个文件。", "The file is too long: at most 16 MB at once, 5,000 lines of a list of merchants, 20,000 of a ledger. Please split it.";
    /// A case whose merchant was not asked, or answers no more.
    MerchantNotAsked = "merchant_not_asked", 409, "这个案件现在不等商家答复。请先“请商家处理”，再发链接。", "This case does not wait for its merchant. Please send it to the merchant first, then give the link.";
    /// A merchant's link that is none, has ended, or is of an earlier question.
    MerchantLinkEnded = "merchant_link_ended", 410, "这个链接不对，或者已经过期。请向消费维权联络点要新的链接。", "This link is wrong or has ended. Please ask the contact point for a new one.";
    /// Somebody else with the same link has answered since this page was read.
    MerchantAnsweredMeanwhile = "merchant_answered_meanwhile", 409, "刚才有人用这个链接答复过，请先看上面的答复，要改或补充再提交。您写的还在。", "Somebody has just answered by this link. Please read that answer above first, then send yours if it still adds something. What you wrote is still here.";
    /// The merchant answers a proposed settlement that is not the one that stands.
    MerchantProposalChanged = "merchant_proposal_changed", 409, "和解方案已经换过了，请看现在的方案再答复。您写的还在。", "Another settlement is proposed by now. Please look at it and answer that. What you wrote is still here.";
    /// The case takes no answer of its merchant any more.
    MerchantAnswerRefused = "merchant_answer_refused", 409, "答复没有记下：案件已进入下一步，或内容是空的。请写明意见，或打电话给联络点。", "The answer was not taken: the case has moved on, or nothing was written. Please say where you stand, or call the contact point.";
    /// An application by a link was not taken.
    ApplicationRefused = "application_refused", 409, "申请没有收下：内容有一处不对，或者已经有人在审核、改过。请刷新看现在的内容再提交；您写的还在。", "The application was not taken: something in it is not right, or somebody has looked at it or changed it. Please reload, look at what stands there now, and send it again; what you wrote is kept.";
    /// No key, a wrong one, or one that was revoked: it is not said which.
    LedgerKeyUnknown = "ledger_key_unknown", 401, "密钥不对或已停用，请向联络点要一个新的。", "This key is not right or was revoked; please ask the contact point for another.";
    /// A key needs a name by which people know the system.
    LedgerKeyNameInvalid = "ledger_key_name_invalid", 422, "请写这个密钥给哪个系统用，1 到 40 个字，例如“收银系统”。", "Please say for which system the key is, in 1 to 40 characters, for example “till”.";
    /// A merchant has as many keys as there may be.
    LedgerKeysFull = "ledger_keys_full", 409, "这个商户的密钥已经有 5 个，请先停用不用的。", "This merchant has 5 keys already; please revoke one that is not used.";
    /// Lines of a batch are not right.
    LedgerLinesBad = "ledger_lines_bad", 422, "有几行不对，整批都没有收。请照 bad 里写的改好，再整批重发。", "Some lines are not right, and nothing of the batch was taken. Please mend what `bad` says and send the whole batch again.";
    /// What is to go into an evidence pack is not said.
    PackUnfit = "pack_unfit", 422, "没有做成证据包：请写案号、给哪个部门、依据什么（最多 1,000 字）。", "No evidence pack was made: please give the cases, the authority, and the ground (at most 1,000 characters).";
    /// A case that is to go into a pack is not here.
    PackCaseUnknown = "pack_case_unknown", 404, "本联络点没有这个案号的案件，没有做成证据包。请核对。", "This contact point has no case of that number; no evidence pack was made. Please check it.";
    /// A case that is to go into a pack goes on in another.
    PackCaseMerged = "pack_case_merged", 409, "案件已并入另一件，没有做成证据包。请用并入的那一件。", "The case goes on in another one; no evidence pack was made. Please take that one.";
    /// More than goes into one pack.
    PackTooLarge = "pack_too_large", 413, "一个证据包最多 50 件案件、256 MB，请分成几个。", "One evidence pack holds at most 50 cases and 256 MB; please make several.";
    /// This server has no key to sign packs with.
    EvidenceUnavailable = "evidence_unavailable", 503, "这台服务器没有签名密钥，做不了证据包。请管理员检查数据文件夹。", "This server has no key to sign with and makes no evidence packs. Please have an administrator look at its data folder.";
    /// The consumer council was not asked.
    CouncilNotAsked = "council_not_asked", 409, "还没有请消保委协助。请先在案件里“请消保委协助”。", "The consumer council was not asked yet. Please ask it in the case first.";
    /// A period that has not begun.
    PeriodAhead = "period_ahead", 422, "这段时间还没有到，没有数字。请选已经过去的时间。", "This period is still to come; there are no figures. Please choose one that has passed.";
    /// More cases than one file holds.
    LedgerTooLong = "ledger_too_long", 422, "一次最多导出 100,000 件，请按日期分几次导出。", "One file holds at most 100,000 cases; please export by dates, in several files.";
    /// What was entered cannot be the working days of that year; the sentence says why.
    WorkdaysInvalid = "workdays_invalid", 422, "这一年的放假安排不对，请核对。", "These cannot be the working days of that year; please check.";
    /// What was entered cannot be anybody's plan; the sentence says why.
    PlanInvalid = "plan_invalid", 422, "这个排班不对，请核对日期和时间。", "This cannot be a plan; please check its days and times.";
    /// A kind of entity that this server does not know.
    KindUnknown = "kind_unknown", 422, "服务器还不认识这一类内容，请更新服务器或刷新页面。", "The server does not know this kind of content yet; please update the server, or reload the page.";
    /// A kind of entity that is not for the caller's role.
    KindForbidden = "kind_forbidden", 403, "您的岗位看不到这一类内容。需要的话，请找主管。", "This kind of content is not for your role. Please ask a supervisor if you need it.";
    /// What is asked for was stored by a later version of the program than this one.
    StoredByLaterVersion = "stored_by_later_version", 503, "服务器正在换版本，内容都还在，请过几分钟再试。", "The server is between two versions; everything is still there. Please try again in a few minutes.";
    /// The running sums of the store do not fit their rows; they are being counted anew.
    SumsDiffer = "sums_differ", 503, "服务器正在核对数据，会自动完成，内容都还在。", "The server is checking its data; that ends by itself, and everything is still there.";
    /// A file of no bytes.
    AttachmentEmpty = "attachment_empty", 422, "这个文件是空的，没有收。请重新拍一张或另选一个。", "This file is empty and was not taken. Please take the photo again or choose another.";
    /// A file over the limit.
    AttachmentTooLarge = "attachment_too_large", 413, "这个文件太大，没有收。照片请重新拍一张；PDF 请不超过 20 MB，或分成几份。", "This file is too large and was not taken. Please take the photo again; a PDF may have 20 MB at most, or come in parts.";
    /// Neither a photo nor a PDF.
    AttachmentTypeUnknown = "attachment_type_unknown", 415, "这不是照片，也不是 PDF，没有收。请拍照，或选照片或 PDF。", "This is neither a photo nor a PDF and was not taken. Please take a photo, or choose a photo or a PDF.";
    /// A HEIC photo that nobody on the way could turn into a JPEG.
    AttachmentHeic = "attachment_heic", 415, "这是 HEIC 格式的照片，这里打不开，没有收。请在相机设置里选“兼容性最佳”，或者截屏后选截图。", "This is a HEIC photo, which cannot be opened here, and was not taken. Please set the camera to “Most Compatible”, or take a screenshot of it and choose that.";
    /// It says that it is a photo or PDF, and cannot be read as one.
    AttachmentUnreadable = "attachment_unreadable", 422, "这个文件坏了，打不开，没有收。请重新拍一张或另选一个。", "This file is damaged and cannot be opened; it was not taken. Please take the photo again or choose another.";
    /// More pixels or pages than are decoded here.
    AttachmentTooComplex = "attachment_too_complex", 422, "这个文件展开后太大，没有收。请用普通照片，或把 PDF 打印成照片。", "This file becomes too large once it is opened, and was not taken. Please use an ordinary photo, or photograph the document.";
    /// A file that is of two types at once.
    AttachmentMixed = "attachment_mixed", 422, "这个文件里夹着别的文件，没有收。请重新拍一张，或把它截屏后选截图。", "Another file is hidden in this one; it was not taken. Please take the photo again, or choose a screenshot of it.";
    /// A PDF that does something by itself, or carries other files.
    AttachmentActive = "attachment_active", 422, "这份 PDF 里有程序或夹带了文件，没有收。请打印成新的 PDF，或直接拍照。", "This PDF holds a program or other files and was not taken. Please print it to a new PDF, or photograph it.";
    /// A PDF that needs a password.
    AttachmentLocked = "attachment_locked", 422, "这份 PDF 加了密码，没有收。请去掉密码，或直接拍照。", "This PDF needs a password and was not taken. Please remove the password, or photograph it.";
    /// What arrived is not what was announced.
    AttachmentDamaged = "attachment_damaged", 422, "这个文件在路上损坏了，会自动重新传。", "This file was damaged on the way; it will be sent again by itself.";
    /// As many as there may be.
    AttachmentsFull = "attachments_full", 409, "最多 9 份，这一份没有收。更多的请带到服务台。", "There may be nine; this one was not taken. Please bring more to the desk.";
    /// No such photo or PDF, or not for whoever asks.
    NoSuchAttachment = "no_such_attachment", 404, "没有这份附件，请刷新页面再看。", "There is no such attachment; please reload the page.";
    /// An upload that was ended, or never begun.
    UploadUnknown = "upload_unknown", 404, "这次上传已经结束或过期，会自动重新开始。", "This upload has ended or is too old; it will begin again by itself.";
    /// A piece that does not go on where the last one ended.
    UploadOffset = "upload_offset", 409, "这一段接不上，会自动从断开的地方接着传。", "This piece does not fit on; it will go on by itself where it was cut off.";
    /// Another request is writing to the same upload.
    UploadBusy = "upload_busy", 423, "这个文件正在传，会自动接着传。", "This file is being sent already; it will go on by itself.";
    /// Another version of the upload protocol.
    UploadVersion = "upload_version", 412, "这台设备的软件和服务器版本不同，请刷新页面更新。照片还在。", "This device and the server run different versions; please reload the page to update. The photos are still here.";
    /// The place for attachments cannot be reached, or is full of work.
    AttachmentsUnavailable = "attachments_unavailable", 503, "附件暂时存不进去，会自动再传。照片还在这台设备上。", "Attachments cannot be stored right now; they will be sent again by themselves. The photos are still on this device.";
    /// No page or resource of that address.
    NotFound = "not_found", 404, "没有这个页面，请回首页。", "There is no such page; please go back to the start.";
    /// Not with this method.
    MethodNotAllowed = "method_not_allowed", 405, "这个地址不能这样用，请回首页。", "This address cannot be used like this; please go back to the start.";
    /// Too many tries.
    RateLimited = "rate_limited", 429, "试的次数太多了，请过几分钟再试。", "Too many tries; please wait a few minutes.";
    /// Too many wrong passwords for an account, from browsers on which it has never signed in, or on this one.
    SignInLimited = "sign_in_limited", 429, "密码试错的次数太多了，请过几分钟再试。急着登录，请用以前登录过的设备，或请管理员发一个登录链接。", "Too many wrong passwords; please wait a few minutes. In a hurry, use a device on which you have signed in before, or ask an administrator for a link.";
    /// From one network came more than is usual: whoever shows a proof of work goes on at once.
    ProofWanted = "proof_wanted", 429, "这个网络送来的太多了，会自动晚一点再送。您写的内容还在这台设备上；急的请打公示的联络点电话。", "Very much comes from this network; it will be sent a little later by itself. What you wrote is still on this device; if it is urgent, please call the contact point’s telephone.";
    /// Forms without a script, from one network, came faster than people fill them in.
    FormsLimited = "forms_limited", 429, "这个网络刚刚提交的太多了，请过一两分钟再按一次。您填的还在；急的请打公示的联络点电话。", "Very much was just submitted from this network; please press once more in a minute or two. What you wrote is still here; if it is urgent, please call the contact point’s telephone.";
    /// From one device, or about one case, came more than a person writes.
    TooMuchSent = "too_much_sent", 429, "这台设备送来的太多了，会自动晚一点再送。您写的内容还在这台设备上；急的请打公示的联络点电话。", "Very much comes from this device; it will be sent a little later by itself. What you wrote is still on this device; if it is urgent, please call the contact point’s telephone.";
    /// What nobody has looked at yet fills the room that there is for it.
    UnreadFull = "unread_full", 507, "等着人工查看的内容已经存满，暂时收不进新的，会自动再送。您写的内容还在这台设备上；急的请打公示的联络点电话。", "What waits to be looked at fills the room there is for it; this is not taken right now and will be sent again by itself. What you wrote is still on this device; if it is urgent, please call the contact point’s telephone.";
    /// The database is locked by another process for longer than we wait.
    StoreBusy = "store_busy", 503, "服务器正忙，会自动再送。您写的内容还在。", "The server is busy; it will be sent again by itself. What you wrote is still here.";
    /// The database cannot be written.
    StoreReadOnly = "store_read_only", 503, "服务器暂时存不进新内容，会自动再送。您写的内容还在，请告诉工作人员。", "The server cannot store anything right now; it will be sent again by itself. What you wrote is still here; please tell the staff.";
    /// The disk is full.
    StoreFull = "store_full", 507, "服务器存满了，会自动再送。您写的内容还在，请告诉工作人员。", "The server is full; it will be sent again by itself. What you wrote is still here; please tell the staff.";
    /// The disk fails, a quota is used up, or too many files are open.
    StoreUnavailable = "store_unavailable", 503, "服务器暂时读写不了存储，会自动再试。您写的内容还在，请告诉工作人员。", "The server cannot reach its storage right now; it will be tried again by itself. What you wrote is still here; please tell the staff.";
    /// It took too long.
    TimedOut = "timed_out", 503, "服务器回应太慢，会自动再试。您写的内容还在。", "The server is slow to answer; it will be tried again by itself. What you wrote is still here.";
    /// A fault of ours.
    Internal = "internal", 500, "服务器出了点问题，会自动再试。您写的内容还在。", "Something went wrong on the server; it will be tried again by itself. What you wrote is still here.";
}

// Written out: utoipa's derive does not see the names that the table gives to serde.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Code {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let words = Self::ALL.iter().map(|code| code.as_str());
        let string = utoipa::openapi::schema::Type::String;
        utoipa::openapi::ObjectBuilder::new().schema_type(string).enum_values(Some(words)).into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Code {}

impl Code {
    /// The whole answer.
    #[must_use]
    pub fn problem(self) -> Problem {
        let retry_after = match self {
            Self::RateLimited
            | Self::SignInLimited
            | Self::KioskCodeLimited
            | Self::TooMuchSent
            | Self::FormsLimited => Some(60),
            Self::StoreBusy | Self::TimedOut | Self::BodyTooSlow | Self::UploadBusy => Some(2),
            Self::StoreReadOnly | Self::StoreFull | Self::StoreUnavailable | Self::SumsDiffer => Some(30),
            Self::AttachmentsUnavailable => Some(10),
            Self::ProofWanted => Some(20),
            // A person has to look first.
            Self::UnreadFull => Some(300),
            Self::StoredByLaterVersion => Some(120),
            _ => None,
        };
        Problem { code: self, status: self.status(), detail: self.sentence().into(), retry_after, proof: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_word_of_its_own_with_an_error_status() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert!(Code::ALL[..i].iter().all(|c| c.as_str() != code.as_str()));
            assert!((400..600).contains(&code.status()), "{code:?}");
            assert!(!code.sentence().zh.is_empty() && !code.sentence().en.is_empty());
        }
    }
}
