//! Sentences that several places say.

use domain::words::{Text, text};

/// The server keeps an operation that it does not understand yet.
pub const NEWER_THAN_SERVER: Text = text(
    "服务器还看不懂这一条，已经收存；服务器更新后会自动办理。",
    "The server keeps this but does not understand it yet; it is done by itself once the server is updated.",
);
/// An operation was set aside for another reason.
pub const SET_ASIDE: Text = text(
    "这一条没能送成，已单独保存在这台设备上。请把这一页给工作人员看，或拨打联络点电话。",
    "This could not be delivered; it is kept on this device. Please show this page to the staff or call the contact point.",
);
/// Following a case by its code asks the server.
pub const NEEDS_NETWORK: Text = text(
    "现在连不上网络。查别处办的件要联网，请连上网络再试；在这台设备上提交的，在“我的投诉”里就能看到。",
    "There is no network right now. Looking up a case filed elsewhere needs one; cases filed on this device are under “My cases”.",
);
/// The device is being read.
pub const OPENING: Text = text("正在打开…", "Opening…");
