use super::*;
use proptest::prelude::*;

#[test]
fn a_name_of_invisible_signs_only_is_missing() {
    for typed in ["\u{200B}", "\u{2800}", "\u{3164}", "\u{FEFF}", "\u{200B}\u{2800}\u{3164}\u{FEFF}\n\u{A0}\u{3000}"] {
        assert_eq!((clean(typed), clean_line(typed)), (String::new(), String::new()), "{}", typed.escape_unicode());
        assert!(!is_filled(typed));
    }
    assert_eq!(clean_line(&"\u{200B}".repeat(10)), "", "facts of ten of them");
}

#[test]
fn direction_marks_and_tags_do_not_get_into_a_text() {
    for mark in ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}').chain('\u{E0000}'..='\u{E007F}') {
        assert_eq!(clean(&format!("张{mark}三")), "张三", "{}", mark.escape_unicode());
    }
    assert_eq!(clean_line("\u{200E}\u{200F}\u{61C}\u{FEFF}佳电\u{AD}电\u{2060}器\u{200B}"), "佳电电器");
    assert_eq!(clean("发\0生\u{7}了\u{9B}什么"), "发生了什么");
}

#[test]
fn real_names_survive_to_the_letter() {
    for name in [
        "𠮷野家",
        "𫰠",
        "古丽米热·艾比布力",
        "古丽米热•艾比布力",
        "古丽米热・艾比布力",
        "葛\u{E0101}城",
        "नरेंद्र क्\u{200D}ष",
        "علی\u{200C}رضا",
        "ᠮᠣᠩᠭᠣᠯ\u{180B}",
        "O’Brien-Łukasz",
        "José",
        "\u{E863}",
        "👨\u{200D}👩\u{200D}👧",
        "❤\u{FE0F}",
    ] {
        assert_eq!(clean_line(name), name);
    }
}

#[test]
fn a_line_break_in_a_field_of_one_line_is_a_space_and_in_a_text_a_line() {
    for typed in ["张\n三", "张\r\n三", "张\r三", "张\u{2028}三", "张\u{2029}三", "张\u{B}三", "张\u{85}三"]
    {
        assert_eq!(clean_line(typed), "张 三", "{}", typed.escape_unicode());
        assert_eq!(clean(typed), "张\n三", "{}", typed.escape_unicode());
    }
    assert_eq!(clean("一\t二"), "一 二");
    assert_eq!(clean_line("  张三\n"), "张三");
}

#[test]
fn signs_pasted_with_what_cannot_be_seen_become_plain() {
    for (typed, plain) in [
        ("１２００．５０ 元", "1200.50 元"),
        ("320。50", "320.50"),
        ("\u{202D}138\u{202C}", "138"),
        ("\u{200E}L2\u{2011}031\u{FEFF}", "L2-031"),
        ("\u{200B}2026\u{2013}11\u{2212}20\u{A0}", "2026-11-20"),
        ("138\u{A0}0000\u{2009}1111", "138 0000 1111"),
    ] {
        assert_eq!(plain_signs(typed), plain, "{}", typed.escape_unicode());
    }
}

#[test]
fn a_stall_number_is_made_plain_and_words_in_its_place_stay_words() {
    assert_eq!(clean_number("Ｌ２－０３１"), "L2-031");
    assert_eq!(clean_number("\u{202D}L2\u{2011}031\u{202C}"), "L2-031");
    assert_eq!(clean_number("二楼，靠电梯（东）"), "二楼，靠电梯（东）");
}

#[test]
fn a_name_is_found_with_any_middle_dot_and_with_none() {
    let name = folded("古丽米热·艾比布力");
    for query in ["古丽米热·艾", "古丽米热•艾比布力", "热・艾比", "古丽米热艾比布力", "古丽\u{200B}米热"]
    {
        assert!(name.contains(&folded(query)), "{query}");
    }
    assert_eq!(folded("ＪＩＡdian\u{2011}１"), "jiadian-1");
}

proptest! {
    #[test]
    fn what_is_kept_is_kept_again_as_it_is(text in any::<String>()) {
        for clean in [clean, clean_line] {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }
    }

    #[test]
    fn nothing_that_turns_or_hides_text_is_ever_kept(text in "[a张\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{2069}\u{FEFF}\u{E0020}-\u{E007F}\r\n\t]*") {
        let line = clean_line(&text);
        prop_assert!(line.chars().all(|c| matches!(c, 'a' | '张' | ' ' | '\u{200C}' | '\u{200D}')), "{}", line.escape_unicode());
    }

    #[test]
    fn letters_are_never_touched(text in "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}&&[^\u{115F}\u{1160}\u{3164}\u{FFA0}\u{34F}\u{17B4}\u{17B5}\u{180B}-\u{180F}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u{2800}]]*") {
        prop_assert_eq!(clean_line(&text), text);
    }
}
