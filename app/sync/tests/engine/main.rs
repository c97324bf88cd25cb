//! The engine's rules, each as a story.

mod bench;
mod fetching;
mod keeping;
mod sending;
mod standing;
mod trouble;
