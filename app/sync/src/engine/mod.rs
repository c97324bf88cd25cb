//! The device's sync engine.
