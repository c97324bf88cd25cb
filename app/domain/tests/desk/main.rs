//! The desk: cases from the filing to every end, told as stories; clocks, mechanisms and the fund at their edges; and
//! whatever else people may do, in any order.

mod advance;
mod any_command;
mod any_order;
mod attachments;
mod bench;
mod clocks;
mod fund;
mod intake;
mod mechanisms;
mod merchant_record;
mod names;
mod ownership;
mod pauses;
mod proposals;
mod report;
mod rules_change;
mod stories;
mod two_cases;
mod warnings;
