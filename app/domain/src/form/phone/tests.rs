use super::*;
use proptest::prelude::*;

fn kept(typed: &str) -> Result<String, NotAPhone> {
    Phone::parse(typed, AreaCode::default()).map(|phone| phone.0)
}

fn is_kept(typed: &str, number: &str) {
    assert_eq!(kept(typed).as_deref(), Ok(number), "{}", typed.escape_unicode());
}

#[test]
fn numbers_are_read_as_people_type_them() {
    for (typed, number) in [
        ("13800001111", "13800001111"),
        ("138 0000 1111", "13800001111"),
        ("＋86-138-0000-1111", "13800001111"),
        ("１３８００００１１１１", "13800001111"),
        ("013800001111", "13800001111"),
        ("021-61671254", "02161671254"),
        ("(021) 6167 1254", "02161671254"),
        ("（021）61671254", "02161671254"),
        ("(0755) 8888 7777", "075588887777"),
        ("+44 20 7946 0000", "+442079460000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("0044 20 7946 0000", "+442079460000"),
        ("+39 06 698 12345", "+390669812345"),
        ("电话：021-61671254", "02161671254"),
        ("tel:+86-138-0000-1111", "13800001111"),
    ] {
        is_kept(typed, number);
    }
}

#[test]
fn typed_86_13912345678_without_a_plus() {
    is_kept("8613912345678", "13912345678");
    is_kept("86 139 1234 5678", "13912345678");
    is_kept("862161671254", "02161671254");
}

#[test]
fn typed_021_61671254_801_with_its_extension_behind_a_dash() {
    is_kept("021-61671254-801", "02161671254;ext=801");
    is_kept("+86-21-61671254-801", "02161671254;ext=801");
    is_kept("61671254-801", "02161671254;ext=801");
    is_kept("0571-8888777-1", "05718888777;ext=1");
    is_kept("021-6167-1254", "02161671254");
}

#[test]
fn typed_021_61671254_turn_801() {
    for typed in [
        "021-61671254转801",
        "021-61671254 转 801",
        "021-61671254分机801",
        "02161671254 ext. 801",
        "021-61671254#801",
        "021 61671254 x801",
        "021-61671254，801",
    ] {
        is_kept(typed, "02161671254;ext=801");
    }
}

#[test]
fn typed_400_820_8820() {
    is_kept("400-820-8820", "4008208820");
    is_kept("400 820 8820 转 2", "4008208820;ext=2");
    is_kept("400-820-8820-2", "4008208820;ext=2");
    is_kept("+86 400 820 8820", "4008208820");
}

#[test]
fn typed_61671254_is_a_number_of_the_place() {
    is_kept("61671254", "02161671254");
    is_kept("6167-1254", "02161671254");
    let shenzhen = "0755".parse().expect("an area code");
    assert_eq!(Phone::parse("8888 7777", shenzhen).map(|phone| phone.0).as_deref(), Ok("075588887777"));
}

#[test]
fn typed_138_point_0000_point_1111() {
    is_kept("138.0000.1111", "13800001111");
}

#[test]
fn pasted_with_signs_that_cannot_be_seen() {
    for (typed, number) in [
        ("\u{202D}13800001111\u{202C}", "13800001111"),
        ("\u{200E}138 0000 1111", "13800001111"),
        ("138\u{200B}0000\u{200B}1111", "13800001111"),
        ("\u{FEFF}13800001111", "13800001111"),
        ("138\u{A0}0000\u{A0}1111", "13800001111"),
        ("021\u{2011}61671254", "02161671254"),
        ("\u{202D}+86\u{A0}138\u{2011}0000\u{2011}1111\u{202C}", "13800001111"),
    ] {
        is_kept(typed, number);
    }
}

#[test]
fn typed_plus_86_with_a_nought_in_brackets_loses_it() {
    is_kept("+86 (0)21 61671254", "02161671254");
    is_kept("+86 (021) 61671254", "02161671254");
    is_kept("+86-021-61671254", "02161671254");
    is_kept("0086 (0)755 88887777", "075588887777");
    is_kept("+86 (0)10 8888 7777", "01088887777");
    is_kept("(+86) 138 0000 1111", "13800001111");
}

#[test]
fn what_cannot_be_dialled_is_refused() {
    for typed in [
        "",
        "1380000111",
        "23800001111",
        "138000011112",
        "没有",
        "+",
        "+0123456789",
        "138００００111a",
        "1234567",
        "12345",
        "021-61671254转",
        "转801",
        "张三13800001111",
        "\u{200B}",
    ] {
        assert_eq!(kept(typed), Err(NotAPhone), "{typed}");
    }
}

#[test]
fn a_number_is_shown_in_groups_dialled_with_a_pause_and_covered_in_lists() {
    let phone = |typed| Phone::parse(typed, AreaCode::default()).expect("a number");
    for (typed, grouped) in [
        ("13912345678", "139 1234 5678"),
        ("61671254", "021-61671254"),
        ("075588887777", "0755-88887777"),
        ("4008208820", "400-820-8820"),
        ("+442079460000", "+442079460000"),
    ] {
        assert_eq!(phone(typed).grouped(), grouped);
    }
    let turned = phone("021-61671254转801");
    assert_eq!((turned.grouped().as_str(), turned.extension()), ("021-61671254", Some("801")));
    assert_eq!(turned.dialled(), "02161671254,801");
    assert_eq!(turned.masked(), "021****1254");
}

#[test]
fn what_was_kept_before_is_read_as_it_was() {
    for kept in ["13", "没有", "02161671254", "号码13800001111"] {
        let phone: Phone = serde_json::from_value(kept.into()).expect("any text that was kept");
        assert_eq!((phone.number(), phone.extension(), phone.dialled().as_str()), (kept, None, kept));
        let _ = (phone.masked(), phone.grouped());
    }
}

proptest! {
    #[test]
    fn what_is_kept_reads_back(text in "[0-9+ ()转-]{0,24}") {
        let area = AreaCode::default();
        if let Ok(phone) = Phone::parse(&text, area) {
            prop_assert_eq!(Phone::parse(&phone.0, area), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.dialled(), area), Ok(phone));
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        if let Ok(phone) = Phone::parse(&text, AreaCode::default()) {
            let _ = (phone.masked(), phone.grouped());
        }
        let kept: Phone = serde_json::from_value(text.into()).expect("any text");
        let _ = (kept.masked(), kept.grouped());
    }
}
