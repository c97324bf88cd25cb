use super::*;
use proptest::prelude::*;

fn read(typed: &str) -> Result<(i64, bool), NotAnAmount> {
    Amount::read(typed).map(|amount| (amount.yuan.fen(), amount.about))
}

fn exactly(typed: &str, fen: i64) {
    assert_eq!(read(typed), Ok((fen, false)), "{typed}");
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (typed, fen) in [
        ("1200", 120_000),
        ("1,200.5", 120_050),
        ("1，200", 120_000),
        ("1, 200", 120_000),
        ("1 200", 120_000),
        ("1,234,567.89", 123_456_789),
        ("¥ 320", 32_000),
        ("￥320", 32_000),
        ("３２０．５０元", 32_050),
        ("0", 0),
        ("0007.10", 710),
        ("9999999.99", 999_999_999),
        ("12.", 1200),
        ("1200，", 120_000),
    ] {
        exactly(typed, fen);
    }
}

#[test]
fn typed_320_with_a_chinese_full_stop_and_50_is_320_50() {
    exactly("320。50", 32_050);
    exactly("320｡50", 32_050);
    exactly("1200。", 120_000);
}

fn both(typed: &str, point: i64, grouped: i64) {
    let (point, grouped) = (Some(Yuan(point)), Some(Yuan(grouped)));
    assert_eq!(Amount::read(typed), Err(NotAnAmount::Comma { point, grouped }), "{typed}");
}

#[test]
fn typed_12_comma_50_is_asked_for_again_with_both_readings() {
    both("12,50", 1_250, 125_000);
    let sentence = Amount::read("12,50").map_err(NotAnAmount::sentence).expect_err("two readings");
    assert_eq!(sentence.zh, "逗号后面不是三位数，看不准：是 12.50 元，还是 1250 元？请写 12.50 或 1250。");
    assert!(sentence.en.contains("12.50 yuan or 1250 yuan"), "{}", sentence.en);
}

#[test]
fn typed_1_full_width_comma_5_is_asked_for_again() {
    both("1，5", 150, 1_500);
}

#[test]
fn typed_1200_full_width_comma_50_is_asked_for_again() {
    both("1200，50", 120_050, 12_005_000);
    both("1200 50", 120_050, 12_005_000);
    both("¥1,200,50元", 120_050, 12_005_000);
}

#[test]
fn typed_1_comma_2_comma_3_is_asked_for_again() {
    assert_eq!(Amount::read("1,2,3"), Err(NotAnAmount::Comma { point: None, grouped: Some(Yuan(12_300)) }));
    let sentence = Amount::read("1,2,3").map_err(NotAnAmount::sentence).expect_err("not grouped by three");
    assert!(sentence.zh.contains("123 元"), "{}", sentence.zh);
}

#[test]
fn a_comma_that_does_not_group_by_three_is_never_guessed() {
    both("0,500", 50, 50_000);
    both(",50", 50, 5_000);
    assert_eq!(
        Amount::read("12,5678"),
        Err(NotAnAmount::Comma { point: None, grouped: Some(Yuan(12_567_800)) }),
        "too fine for a point"
    );
    assert_eq!(Amount::read("1.200,50"), Err(NotAnAmount::Comma { point: Some(Yuan(120_050)), grouped: None }));
    assert_eq!(Amount::read("一千，二百"), Err(NotAnAmount::NotANumber));
}

#[test]
fn typed_1200_kuai() {
    exactly("1200块", 120_000);
    exactly("1200块钱", 120_000);
    exactly("3块5", 350);
    exactly("3块5毛", 350);
    exactly("12元5角3分", 1_253);
    exactly("5毛", 50);
}

#[test]
fn typed_1_2_wan() {
    exactly("1.2万", 1_200_000);
    exactly("1.2 万元", 1_200_000);
    exactly("1万2", 1_200_000);
    exactly("1万2千", 1_200_000);
    exactly("1万200", 1_020_000);
    exactly("3千5", 350_000);
    exactly("1.2w", 1_200_000);
    exactly("3K", 300_000);
    exactly("1.23456万", 1_234_560);
    assert_eq!(read("1.2345678万"), Err(NotAnAmount::TooFine));
    assert_eq!(read("1200万"), Err(NotAnAmount::TooLarge));
}

#[test]
fn typed_rmb_300() {
    for typed in
        ["RMB 300", "rmb300", "300 RMB", "CNY 300", "人民币300元", "300元人民币", "人民币：300", "300圆", "300元整"]
    {
        exactly(typed, 30_000);
    }
}

#[test]
fn typed_in_chinese_numerals() {
    for (typed, fen) in [
        ("一千二百", 120_000),
        ("一千二", 120_000),
        ("一千零二", 100_200),
        ("一千零二十块", 102_000),
        ("两百五", 25_000),
        ("十五块", 1_500),
        ("二十三", 2_300),
        ("一万零五百", 1_050_000),
        ("十二万三千四百五十六元七角八分", 12_345_678),
        ("一点二万", 1_200_000),
        ("三点五元", 350),
        ("二〇〇", 20_000),
        ("壹仟贰佰元整", 120_000),
        ("人民币壹拾万零柒仟元零伍角叁分", 10_700_053),
        ("三百块五毛", 30_050),
        ("零", 0),
    ] {
        exactly(typed, fen);
    }
}

#[test]
fn typed_about_300_is_300_and_the_about_is_said_back() {
    for typed in [
        "约300",
        "大约 300 元",
        "300左右",
        "300元左右",
        "约¥300",
        "¥约300",
        "~300",
        "三百多块",
        "300多",
        "三百来块钱",
        "about 300",
    ] {
        assert_eq!(read(typed), Ok((30_000, true)), "{typed}");
    }
}

#[test]
fn typed_with_signs_that_cannot_be_seen() {
    for typed in ["\u{202D}1,200\u{202C}", "\u{200E}1200", "12\u{200B}00", "\u{FEFF}1200", "1200\u{A0}元", "1\u{A0}200"]
    {
        exactly(typed, 120_000);
    }
}

#[test]
fn what_is_not_an_amount_says_why() {
    for (typed, why) in [
        ("", NotAnAmount::Empty),
        ("  元", NotAnAmount::Empty),
        ("\u{200B}", NotAnAmount::Empty),
        ("很多", NotAnAmount::NotANumber),
        ("约", NotAnAmount::NotANumber),
        ("二三百", NotAnAmount::NotANumber),
        ("一百二三十", NotAnAmount::NotANumber),
        ("几百块", NotAnAmount::NotANumber),
        ("千", NotAnAmount::NotANumber),
        ("一百千", NotAnAmount::NotANumber),
        ("一千零", NotAnAmount::NotANumber),
        ("1-2", NotAnAmount::NotANumber),
        ("12e3", NotAnAmount::NotANumber),
        ("1.2.3", NotAnAmount::NotANumber),
        (".5", NotAnAmount::NotANumber),
        ("3.5元5", NotAnAmount::NotANumber),
        ("1.005", NotAnAmount::TooFine),
        ("1.500", NotAnAmount::TooFine),
        ("10000000", NotAnAmount::TooLarge),
        ("99999999999999999999999999", NotAnAmount::TooLarge),
        ("一亿", NotAnAmount::TooLarge),
        ("-5", NotAnAmount::Negative),
        ("¥-5", NotAnAmount::Negative),
        ("负五块", NotAnAmount::Negative),
    ] {
        assert_eq!(Yuan::parse(typed), Err(why), "{typed}");
    }
}

#[test]
fn capitals_are_written_as_the_rules_for_bank_papers_write_them() {
    for (fen, capitals) in [
        (120_000, "壹仟贰佰元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (10_700_053, "壹拾万零柒仟元伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (1_000, "壹拾元整"),
        (1_000_000, "壹万元整"),
        (10_050_000, "壹拾万零伍佰元整"),
        (999_999_999, "玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
        (50, "伍角整"),
        (3, "叁分"),
        (0, "零元整"),
        (-100, "负壹元整"),
        (100_000_000_000, "壹拾亿元整"),
    ] {
        assert_eq!(in_capitals(Yuan(fen)), capitals);
    }
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(fen in 0..=Yuan::MAX.0) {
        prop_assert_eq!(Yuan::parse(&Yuan(fen).to_string()), Ok(Yuan(fen)));
    }

    #[test]
    fn what_is_written_in_capitals_reads_back(fen in 0..=Yuan::MAX.0) {
        let capitals = in_capitals(Yuan(fen));
        prop_assert_eq!(read(&capitals), Ok((fen, false)), "{}", capitals);
    }

    #[test]
    fn what_others_write_in_chinese_numerals_is_read(yuan in 0..=9_999_999_u32) {
        use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};
        let lower = yuan.to_chinese(ChineseVariant::Simple, ChineseCase::Lower, ChineseCountMethod::TenThousand);
        let lower = lower.expect("a number below a hundred million");
        prop_assert_eq!(read(&lower), Ok((i64::from(yuan) * 100, false)), "{}", lower);
    }

    #[test]
    fn groups_of_three_are_read_and_any_other_place_of_the_comma_is_not(yuan in 1_000..=9_999_999_u32, at in 1_usize..7) {
        let plain = yuan.to_string();
        prop_assume!(at < plain.len());
        let (before, after) = plain.split_at(at);
        let read = Yuan::parse(&format!("{before},{after}"));
        if after.len() == 3 && before.len() <= 3 {
            prop_assert_eq!(read, Ok(Yuan(i64::from(yuan) * 100)));
        } else {
            prop_assert!(matches!(read, Err(NotAnAmount::Comma { .. })), "{:?}", read);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = Yuan::parse(&text);
    }

    #[test]
    fn no_pile_of_numerals_makes_it_panic(text in "[0-9零一二两十百千万亿点元块角分整约多,. kw-]{0,40}") {
        let _ = Yuan::parse(&text);
    }
}
