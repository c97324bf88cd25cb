//! Clocks. Promised times (站内承诺时限, [`Clock`]) and statutory times (法定时限, [`StatutoryClock`]) are two types that
//! nothing turns into each other.
//!
//! How a promised time runs:
//!
//! - It is so many *working days*; the day on which it begins does not count (民法典 第二百零一条), and it ends at the close
//!   of its last day. Working days are those of the [`crate::calendar::WorkCalendar`], in Asia/Shanghai.
//! - A pause (待补充, 检测中, merged into another case) moves its end by exactly the *working time* that the pause covered:
//!   a pause over a holiday moves it by nothing, one from 10:00 to 15:00 on a working day by five hours.
//!   A clock that starts while the others stand still starts standing still; what the consumer is asked for is the only
//!   one that the question does not pause. Each reason to pause ends by itself.
//! - The rules under which a clock started hold for it to its end: it keeps their version, their days and their hours. A
//!   change of the rules touches only clocks that start after it. (At which shares of a clock somebody is warned is the
//!   office's own business, and taken from the rules of the day.)
//! - A year whose holidays are not announced is counted Monday to Friday and marked 暂定. Once they are, the clock is
//!   counted anew from its days.

mod history;
mod running;
mod statutory;
mod terms;
mod warning;
mod work_time;

pub use history::{Hold, clocks, due_without, merchant_was_silent};
pub use running::Clock;
pub use statutory::{
    StatutoryClock, StatutoryDue, StatutoryKind, StatutoryTerm, StatutoryUnit, regulator_clocks, statutory_clocks,
};
pub use terms::{ClockTerms, Promise};
pub use warning::{Warning, WarningKey, next_warning, warnings};
pub use work_time::WorkTime;
