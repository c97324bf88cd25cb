//! Which characters show nothing, by the properties that Unicode gives them.

/// `Default_Ignorable_Code_Point`: what has no shape of its own. Some of it shapes a neighbour all the same.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// What of that belongs to a letter beside it: the joiners of Persian and Hindi, the variants of 葛 and of Mongolian, the
/// fillers of old Korean. Without them a name is another name.
const fn shapes_its_neighbour(c: char) -> bool {
    matches!(c,
        '\u{200C}'..='\u{200D}' | '\u{34F}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0100}'..='\u{E01EF}')
}

/// What never belongs to a text: controls, direction marks, tags, zero-width spaces, byte-order marks.
pub(super) const fn is_dropped(c: char) -> bool {
    is_invisible(c) && !shapes_its_neighbour(c) || matches!(c, '\u{FFF9}'..='\u{FFFB}') || is_control(c)
}

const fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}')
}

/// Nothing to see: space of any kind, what is invisible, and blank letters such as U+2800.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}' || is_invisible(c) || is_control(c)
}

/// What ends a line, on any system.
pub(super) const fn ends_a_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A dash, hyphen or minus of any length.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// The dot between the parts of a name, of which keyboards offer a dozen.
pub(super) const fn is_middle_dot(c: char) -> bool {
    matches!(
        c,
        '·' | '\u{387}'
            | '\u{16EB}'
            | '•'
            | '\u{2027}'
            | '\u{2219}'
            | '\u{22C5}'
            | '\u{2E31}'
            | '\u{2E33}'
            | '・'
            | '\u{FF65}'
            | '\u{A78F}'
    )
}
