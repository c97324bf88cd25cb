//! What the documents say is there, is there: every file, name, address and link in them, and a line of the glossary for everything
//! that the product has a term for. All is read as text. It stands in this crate because it needs nothing but the rules, so that
//! whoever renames something or writes a document has the answer in seconds.

mod glossary;
mod guides;
mod links;
mod names;
mod repository;
mod threats;
