//! The five fast mechanisms of duty 1, as rules that say in both languages why they hold or not.
//!
//! Each rule is a function of facts and configuration to a [`Decision`]. A supervisor can override one for a case, with a
//! reason; the case keeps both.

mod advance;
mod decision;
mod first_receiver;
mod green;
mod no_reason_return;
mod of_case;
mod queue;
mod small_claim;

pub use advance::{AdvanceGround, advance_ground, advance_payment};
pub use decision::{Decision, Mechanism, Override};
pub use first_receiver::first_receiver;
pub use green::green_lane;
pub use no_reason_return::{ReturnException, ReturnFacts, ReturnPromise, no_reason_return};
pub use of_case::{Grounds, decision, decisions, holds, is_green, with_override};
pub use queue::{QueuePlace, queue_place};
pub use small_claim::small_claim;
