//! What stands on the shelves of a sample mall, and from whom it comes.

use domain::form::{GoodsKind, Term};
use domain::goods::{Barcode, GoodsForm, LotForm, NotABarcode, Quantity, ReceivingCheck};
use domain::ids::MerchantId;
use domain::moment::Day;

use crate::sample::dice::Dice;

/// Something that is sold: its name, in what it is counted, its sizes, and for how many days it keeps; 0: for ever.
type Thing = (&'static str, &'static str, &'static [&'static str], u32);

/// What merchants of a trade sell, of which kind that is, and in which variants.
type Shelf = (GoodsKind, GoodsKind, &'static [Thing], &'static [&'static str]);

const SHELVES: &[Shelf] = &[
    (
        GoodsKind::Dining,
        GoodsKind::Food,
        &[
            ("拌面酱", "瓶", &["200 g", "340 g"], 270),
            ("速冻水饺", "袋", &["500 g", "1 kg"], 180),
            ("卤味拼盘", "盒", &["300 g"], 15),
            ("鲜面条", "袋", &["400 g"], 7),
            ("桂花酒酿", "瓶", &["450 g"], 120),
            ("辣椒油", "瓶", &["180 g", "300 g"], 365),
        ],
        &["原味", "微辣", "香辣", "儿童"],
    ),
    (
        GoodsKind::Clothing,
        GoodsKind::Clothing,
        &[
            ("羊毛衫", "件", &["M", "L"], 0),
            ("运动鞋", "双", &["40 码", "42 码"], 0),
            ("羽绒服", "件", &["M", "XL"], 0),
            ("牛仔裤", "条", &["30", "32"], 0),
            ("棉袜", "双", &["均码"], 0),
            ("围巾", "条", &["180 cm"], 0),
        ],
        &["黑色", "米白", "藏青", "枣红"],
    ),
    (
        GoodsKind::Food,
        GoodsKind::Food,
        &[
            ("坚果礼盒", "盒", &["500 g", "750 g"], 270),
            ("纯牛奶", "盒", &["250 ml", "1 L"], 180),
            ("鲜牛奶", "瓶", &["950 ml"], 15),
            ("全麦面包", "袋", &["400 g"], 7),
            ("酸奶", "杯", &["180 g"], 21),
            ("龙井茶", "罐", &["100 g", "250 g"], 540),
            ("苏打饼干", "盒", &["200 g"], 365),
            ("橙汁", "瓶", &["1 L"], 90),
        ],
        &["原味", "低糖", "有机", "家庭装"],
    ),
    (
        GoodsKind::Electronics,
        GoodsKind::Electronics,
        &[
            ("蓝牙耳机", "副", &["入耳式", "头戴式"], 0),
            ("手机壳", "个", &["6.1 英寸", "6.7 英寸"], 0),
            ("充电器", "个", &["30 W", "65 W"], 0),
            ("移动电源", "个", &["10000 mAh", "20000 mAh"], 0),
            ("平板电脑", "台", &["128 GB"], 0),
            ("智能手表", "块", &["42 mm"], 0),
        ],
        &["黑色", "白色", "银色", "蓝色"],
    ),
    (
        GoodsKind::Appliance,
        GoodsKind::Appliance,
        &[
            ("电饭煲", "台", &["3 L", "4 L"], 0),
            ("吹风机", "个", &["1600 W"], 0),
            ("空气净化器", "台", &["40 m²"], 0),
            ("电热水壶", "个", &["1.5 L", "1.7 L"], 0),
            ("加湿器", "台", &["4 L"], 0),
            ("电熨斗", "个", &["2000 W"], 0),
        ],
        &["基础款", "智能款", "静音款", "便携款"],
    ),
    (
        GoodsKind::Beauty,
        GoodsKind::Beauty,
        &[
            ("保湿面霜", "瓶", &["30 g", "50 g"], 1095),
            ("洁面乳", "支", &["100 g"], 1095),
            ("防晒霜", "支", &["50 ml"], 1095),
            ("护手霜", "支", &["60 g"], 1095),
            ("洗发水", "瓶", &["400 ml", "750 ml"], 1095),
            ("口红", "支", &["3.5 g"], 1095),
        ],
        &["清爽", "滋润", "敏感肌", "无香"],
    ),
    (
        GoodsKind::Children,
        GoodsKind::Children,
        &[
            ("童鞋", "双", &["28 码", "31 码"], 0),
            ("婴儿推车", "辆", &["可折叠"], 0),
            ("积木", "盒", &["120 粒", "240 粒"], 0),
            ("儿童水杯", "个", &["350 ml"], 0),
            ("连体衣", "件", &["80 cm", "90 cm"], 0),
            ("安抚玩具", "个", &["25 cm"], 0),
        ],
        &["蓝色", "粉色", "黄色", "绿色"],
    ),
    (
        GoodsKind::Household,
        GoodsKind::Household,
        &[
            ("床垫", "张", &["150 cm", "180 cm"], 0),
            ("保温壶", "个", &["1 L", "2 L"], 0),
            ("台灯", "盏", &["9 W"], 0),
            ("毛巾", "条", &["34×75 cm"], 0),
            ("收纳箱", "个", &["30 L", "55 L"], 0),
            ("炒锅", "口", &["32 cm"], 0),
        ],
        &["简约款", "经典款", "加厚款", "环保款"],
    ),
    (
        GoodsKind::Jewellery,
        GoodsKind::Jewellery,
        &[
            ("银手链", "条", &["17 cm", "19 cm"], 0),
            ("戒指", "枚", &["12 号", "14 号"], 0),
            ("珍珠耳钉", "对", &["6 mm", "8 mm"], 0),
            ("吊坠", "个", &["3 g"], 0),
            ("胸针", "枚", &["4 cm"], 0),
        ],
        &["素面", "花丝", "镶嵌", "刻字"],
    ),
    (
        GoodsKind::Training,
        GoodsKind::OtherGoods,
        &[
            ("绘画教材", "本", &["一级", "二级"], 0),
            ("英语绘本", "本", &["8 册", "12 册"], 0),
            ("水彩颜料", "盒", &["12 色", "24 色"], 0),
            ("练习册", "本", &["A4"], 0),
            ("素描纸", "包", &["8 开", "4 开"], 0),
        ],
        &["入门", "进阶", "少儿", "成人"],
    ),
    (
        GoodsKind::Fitness,
        GoodsKind::OtherGoods,
        &[
            ("瑜伽垫", "张", &["6 mm", "8 mm"], 0),
            ("泳镜", "副", &["平光", "300 度"], 0),
            ("弹力带", "条", &["15 磅", "30 磅"], 0),
            ("运动毛巾", "条", &["30×100 cm"], 0),
            ("护膝", "副", &["M", "L"], 0),
        ],
        &["黑色", "紫色", "灰色", "绿色"],
    ),
    (
        GoodsKind::OtherService,
        GoodsKind::Household,
        &[
            ("衣领净", "瓶", &["500 ml"], 1095),
            ("鞋油", "支", &["60 g"], 1095),
            ("防尘罩", "个", &["60×100 cm", "60×120 cm"], 0),
            ("粘毛器", "个", &["60 撕"], 0),
            ("木衣架", "个", &["45 cm"], 0),
        ],
        &["黑色", "本色", "加大", "套装"],
    ),
    (
        GoodsKind::OtherGoods,
        GoodsKind::OtherGoods,
        &[
            ("双肩书包", "个", &["18 L", "24 L"], 0),
            ("钢笔", "支", &["F 尖", "EF 尖"], 0),
            ("笔记本", "本", &["A5", "B5"], 0),
            ("马克笔", "套", &["24 色", "48 色"], 0),
            ("文件夹", "个", &["A4"], 0),
        ],
        &["黑色", "红色", "蓝色", "学生款"],
    ),
];

/// Suppliers of a whole mall: the same ones sell to many merchants.
const SUPPLIERS: u32 = 40;
/// Some goods, such as what is weighed out, have no barcode.
const WITH_BARCODE: u32 = 88;

/// Goods, as they are registered and bought in.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) form: GoodsForm,
    pub(super) kind: GoodsKind,
    /// For how many days they keep.
    pub(super) keeps: Option<i64>,
    unit: &'static str,
    supplier: u32,
}

/// How many goods a merchant of that trade can have, each another.
pub(super) fn variety(trade: GoodsKind) -> usize {
    shelf(trade).map_or(0, |(_, _, things, variants)| {
        things.iter().map(|(_, _, sizes, _)| sizes.len()).sum::<usize>() * variants.len()
    })
}

fn shelf(trade: GoodsKind) -> Option<&'static Shelf> {
    SHELVES.iter().find(|(of, ..)| *of == trade)
}

/// The goods of that place on a merchant's shelf; `number` is theirs alone in the whole mall.
pub(super) fn item(merchant: MerchantId, trade: GoodsKind, place: usize, number: u32, dice: &mut Dice) -> Item {
    let (_, kind, things, variants) = shelf(trade).unwrap_or(&SHELVES[0]);
    let sizes = |(name, unit, sizes, keeps): &'static Thing| {
        sizes.iter().map(move |size| (*name, *unit, *size, *keeps)).collect::<Vec<_>>()
    };
    let sorts: Vec<_> = things.iter().flat_map(sizes).collect();
    let (name, unit, size, keeps) = sorts[place % sorts.len()];
    let variant = variants[place / sorts.len() % variants.len()];
    let supplier = dice.between(1, SUPPLIERS);
    let barcode = if dice.percent(WITH_BARCODE) { barcode(number) } else { String::new() };
    let form = GoodsForm {
        merchant: Some(merchant),
        name: format!("示例{name}（{variant}）"),
        spec: size.to_owned(),
        kind: kind.code().to_owned(),
        barcode,
        maker: format!("示例生产厂 {:02}", (supplier * 7) % 60 + 1),
    };
    Item { form, kind: *kind, keeps: (keeps > 0).then_some(i64::from(keeps)), unit, supplier }
}

/// Of the numbers that a shop may give by itself (GB 12904: they begin with 2), so that it is on no pack.
fn barcode(number: u32) -> String {
    let body = format!("20{number:010}");
    match Barcode::parse(&format!("{body}0")) {
        Err(NotABarcode::Check { should, .. }) => format!("{body}{should}"),
        _ => format!("{body}0"),
    }
}

/// A lot that comes on that day.
pub(super) fn lot(item: &Item, quantity: Quantity, made: Day, received: Day, voucher: &str) -> LotForm {
    let (supplier, day) = (item.supplier, made.to_string().replace('-', ""));
    LotForm {
        batch: format!("{day}{supplier:02}"),
        produced_on: made.to_string(),
        expires_on: item.keeps.map(|days| made.plus_days(days).to_string()).unwrap_or_default(),
        received_on: received.to_string(),
        quantity: quantity.to_string(),
        unit: item.unit.to_owned(),
        supplier_name: supplier_name(item),
        supplier_address: format!("示例市示例区示例路 {} 号", 100 + supplier),
        supplier_contact: format!("1000002{supplier:04}"),
        voucher: voucher.to_owned(),
        checks: ReceivingCheck::ALL.to_vec(),
    }
}

pub(super) fn supplier_name(item: &Item) -> String {
    format!("示例供货商 {:02}", item.supplier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::application::TRADES;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn all_goods_of_a_merchant_are_right_and_differ_and_say_that_they_are_a_sample() {
        let mut dice = Dice::of(1);
        for (trade, ..) in TRADES {
            let most = variety(*trade);
            assert!(most >= 24, "{trade:?}: {most}");
            let mut known = BTreeSet::new();
            for place in 0..most {
                let number = u32::try_from(place).expect("few");
                let item = item(MerchantId(Uuid::from_u128(1)), *trade, place, number, &mut dice);
                let checked = item.form.check().unwrap_or_else(|wrong| panic!("{trade:?} {place}: {wrong:?}"));
                assert!(checked.name.starts_with("示例") && checked.maker.starts_with("示例"));
                assert!(known.insert((checked.name, checked.spec)), "{trade:?} {place}");
            }
        }
    }
}
