//! The engine's rules, each as a story.

mod bench;
mod changing_hands;
mod fetching;
mod keeping;
mod sending;
mod standing;
mod trouble;
