//! What people typed or pasted, as it is kept and as it is compared. One rule for a page, for a form without a script
//! and for the server: whatever was typed is read alike everywhere.

mod signs;

use signs::{ends_a_line, is_blank, is_dash, is_dropped, is_invisible, is_middle_dot};

/// A text as it is kept: letters to the letter, lines as lines, nothing that cannot be seen. A text in which there is
/// nothing to see is empty.
#[must_use]
pub fn clean(text: &str) -> String {
    kept(text, '\n')
}

/// The same for a field of one line: a line break is a space there.
#[must_use]
pub fn clean_line(text: &str) -> String {
    kept(text, ' ')
}

/// Whether there is something to see.
#[must_use]
pub fn is_filled(text: &str) -> bool {
    !text.chars().all(is_blank)
}

/// How many characters there are to see, the spaces between them among them.
#[must_use]
pub fn shown_chars(text: &str) -> usize {
    text.trim().chars().filter(|&c| c.is_whitespace() || !is_blank(c)).count()
}

fn kept(text: &str, line_break: char) -> String {
    if !is_filled(text) {
        return String::new();
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            // The second half of a Windows line break.
            '\n' if before == '\r' => {}
            c if ends_a_line(c) => out.push(line_break),
            '\t' => out.push(' '),
            c if is_dropped(c) => {}
            c => out.push(c),
        }
        before = c;
    }
    // What shapes a letter stays with it at the end, and has none at the beginning.
    let out = out.trim_start_matches(is_blank);
    out.trim_end_matches(|c| is_blank(c) && (!is_invisible(c) || matches!(c, '\u{3164}' | '\u{FFA0}'))).to_owned()
}

/// Signs as keyboards and copies vary them, made plain: for codes, dates, amounts, telephone and stall numbers. What
/// cannot be seen is gone, full width is half width, 「。」 is a point, any dash is `-`, any space is a space.
#[must_use]
pub fn plain_signs(input: &str) -> String {
    let plain = input.chars().filter(|&c| c.is_whitespace() || !is_blank(c)).map(|c| match c {
        c if is_dash(c) => '-',
        c if c.is_whitespace() => ' ',
        c => half_width_sign(c),
    });
    plain.collect::<String>().trim().to_owned()
}

/// A number of a stall or a receipt: plain signs where it is one, or the words in which it was said.
#[must_use]
pub fn clean_number(input: &str) -> String {
    let line = clean_line(input);
    let plain = plain_signs(&line);
    if plain.is_ascii() { plain } else { line }
}

/// Whether a text has a tag of HTML in it. Nothing here is read as HTML; whoever pasted it should see that at once, and
/// not find it on the wall.
#[must_use]
pub fn has_markup(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            return true;
        }
    }
    false
}

/// As a search compares: half width, small letters, nothing invisible, and whichever middle dot a name is written with.
#[must_use]
pub fn folded(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_invisible(*c) && !is_middle_dot(*c));
    let seen = seen.map(|c| if is_dash(c) { '-' } else { half_width_sign(c) });
    seen.flat_map(char::to_lowercase).collect()
}

/// Full-width letters, digits and punctuation as people paste them (`１２００．５０`), made half-width.
#[must_use]
pub fn half_width(input: &str) -> String {
    input.chars().map(half_width_sign).collect()
}

fn half_width_sign(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests;
