//! The form as people fill it in: what they typed, and what it is taken for.

use domain::{
    form::{AreaCode, Complaint, Draft, Field, FieldError, Merchant, Problem, check},
    moment::Day,
    money::{Amount, Yuan},
};

fn form(field: Field, typed: &str) -> Result<Complaint, Vec<FieldError>> {
    let mut draft = Draft::from_pairs([
        ("kind", "complaint"),
        ("merchant_name", "佳电电器"),
        ("goods", "电饭煲"),
        ("goods_kind", "appliance"),
        ("purchased_on", "2026-11-20"),
        ("amount", "320"),
        ("category", "quality"),
        ("facts", "插电不加热，商家不肯退，请帮忙协调。"),
        ("demands", "refund"),
        ("demand_amount", "320"),
        ("name", "王女士"),
        ("phone", "13800138000"),
        ("privacy_consent", "yes"),
    ]);
    draft.set(field, typed);
    check(&draft, Day::parse("2026-11-23").expect("a day"), 1, AreaCode::default())
}

fn taken(field: Field, typed: &str) -> Complaint {
    form(field, typed).unwrap_or_else(|errors| panic!("{} refused: {errors:?}", typed.escape_unicode()))
}

fn problem(field: Field, typed: &str) -> Problem {
    let errors = form(field, typed).expect_err("a mistake");
    assert!(errors.iter().all(|error| error.field == field), "{errors:?}");
    errors[0].problem
}

#[test]
fn a_name_merchant_goods_or_facts_of_invisible_signs_are_missing() {
    for invisible in ["\u{200B}", "\u{2800}", "\u{3164}", "\u{FEFF}"] {
        let ten = invisible.repeat(10);
        for field in [
            Field::Name,
            Field::MerchantName,
            Field::Goods,
            Field::Facts,
            Field::Phone,
            Field::Amount,
            Field::PurchasedOn,
        ] {
            assert_eq!(problem(field, &ten), Problem::Missing, "{field:?} {}", invisible.escape_unicode());
        }
    }
    let padded = format!("坏了{}的", "\u{2800}".repeat(10));
    assert_eq!(problem(Field::Facts, &padded), Problem::TooShort(10), "what cannot be seen is no fact");
}

#[test]
fn direction_marks_and_tags_are_gone_from_what_is_filed() {
    let hidden = "\u{202E}\u{2066}\u{E0041}\u{E007F}";
    let name = taken(Field::Name, &format!("张{hidden}三")).contact.expect("a contact").name;
    assert_eq!(name, "张三");
    assert_eq!(taken(Field::Facts, &format!("插电不加热{hidden}，商家不肯退。")).facts, "插电不加热，商家不肯退。");
}

#[test]
fn names_of_real_people_are_filed_to_the_letter() {
    for name in ["𠮷田", "𫰠", "古丽米热·艾比布力", "古丽米热•艾比布力", "古丽米热・艾比布力", "O’Brien"]
    {
        assert_eq!(taken(Field::Name, name).contact.expect("a contact").name, name);
    }
}

#[test]
fn line_breaks_in_a_field_of_one_line_are_spaces_and_in_the_facts_lines() {
    assert_eq!(taken(Field::Goods, "电饭煲\r\n5 升").goods, "电饭煲 5 升");
    assert_eq!(taken(Field::Address, "长宁路\n1 号").contact.and_then(|of| of.address).as_deref(), Some("长宁路 1 号"));
    assert_eq!(taken(Field::Facts, "第一天坏了。\r\n第二天又坏了。").facts, "第一天坏了。\n第二天又坏了。");
}

#[test]
fn a_stall_number_pasted_with_invisible_signs_is_the_number() {
    let pasted = taken(Field::Stall, "\u{202D}Ｌ２\u{2011}031\u{202C}\u{FEFF}").merchant;
    assert_eq!(pasted, Merchant::Named { name: Some("佳电电器".into()), stall: Some("L2-031".into()) });
}

#[test]
fn a_date_pasted_with_invisible_signs_is_the_date() {
    for typed in [
        "\u{200E}2026\u{2011}11\u{2011}20",
        "2026-11-20\u{FEFF}",
        "\u{202D}2026/11/20\u{202C}",
        "2026\u{A0}年 11 月 20 日",
    ] {
        assert_eq!(
            taken(Field::PurchasedOn, typed).purchased_on,
            Day::parse("2026-11-20"),
            "{}",
            typed.escape_unicode()
        );
    }
}

#[test]
fn an_amount_written_with_about_is_kept_with_it() {
    let about = taken(Field::Amount, "约300");
    assert_eq!(about.concerned(), Some(Amount { yuan: Yuan::from_fen(30_000), about: true }));
    assert_eq!(about.demanded(), Some(Amount { yuan: Yuan::from_fen(32_000), about: false }));
    assert!(taken(Field::DemandAmount, "三百左右").demand_is_about);
}

#[test]
fn an_amount_with_a_doubtful_comma_is_refused_with_both_readings() {
    for field in [Field::Amount, Field::DemandAmount] {
        let errors = form(field, "12,50").expect_err("two readings");
        assert_eq!(errors[0].code(), format!("{}.amount_comma", field.name()));
        let said = errors[0].sentence();
        assert!(said.zh.contains("12.50 元") && said.zh.contains("1250 元"), "{}", said.zh);
    }
}

#[test]
fn a_local_number_and_an_extension_are_taken() {
    let phone = |typed| taken(Field::Phone, typed).contact.expect("a contact").phone;
    assert_eq!(phone("61671254").number(), "02161671254");
    assert_eq!(phone("021-61671254转801").extension(), Some("801"));
    assert_eq!(problem(Field::Phone, "1380000111"), Problem::NotAPhone);
}

#[test]
fn what_was_filed_before_amounts_could_be_about_is_read_as_exact() {
    let mut kept = serde_json::to_value(taken(Field::Amount, "320")).expect("JSON");
    assert!(kept.get("amount_is_about").is_none(), "nothing is written that older devices do not know");
    kept["contact"]["phone"] = "138".into();
    let read: Complaint = serde_json::from_value(kept).expect("a complaint of an earlier version");
    assert_eq!((read.amount_is_about, read.contact.expect("a contact").phone.number()), (false, "138"));
}
