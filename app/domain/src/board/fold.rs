//! Seeing past how a character was typed: full or half width, curly or straight quotes, capital or small.

/// A character as comparison sees it. The board is typed with half-width punctuation, the law with full-width.
pub(super) fn fold(c: char) -> char {
    match c {
        '\u{3000}' | '\u{A0}' => ' ',
        '。' | '｡' => '.',
        '､' => '、',
        '“' | '”' | '„' | '＂' => '"',
        '‘' | '’' | '＇' => '\'',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A text folded for search, with the way back to the characters it came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    chars: Vec<char>,
    /// For each folded character, the index of the original one.
    origin: Vec<usize>,
}

impl Folded {
    /// Folds a text. `close_gaps` drops white space: the board has gaps inside words (`医疗 费`), Chinese needs none.
    pub(super) fn new(text: &str, close_gaps: bool) -> Self {
        let mut folded = Self::default();
        for (index, c) in text.chars().enumerate() {
            let c = fold(c);
            if close_gaps && c.is_whitespace() {
                continue;
            }
            for lower in c.to_lowercase() {
                folded.chars.push(lower);
                folded.origin.push(index);
            }
        }
        folded
    }

    /// Where the (folded) term occurs, as ranges of original characters.
    pub(super) fn find(&self, term: &[char]) -> Vec<(usize, usize)> {
        if term.is_empty() || term.len() > self.chars.len() {
            return Vec::new();
        }
        let digits = term.iter().all(char::is_ascii_digit);
        let is_digit = |at: Option<usize>| at.and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_digit);
        self.chars
            .windows(term.len())
            .enumerate()
            .filter(|(_, window)| *window == term)
            // 47 is not found inside a telephone number.
            .filter(|(at, _)| !digits || !(is_digit(at.checked_sub(1)) || is_digit(Some(at + term.len()))))
            .map(|(at, _)| (self.origin[at], self.origin[at + term.len() - 1] + 1))
            .collect()
    }
}
