//! What sample consumers write.

use domain::form::{Category, Demand, Draft, Field, GoodsKind, Kind, Term};
use domain::moment::Day;

use super::application::TRADES;
use super::dice::Dice;

/// What went wrong, by the kind of problem; `{}` is what was bought.
const STORIES: &[(Category, &str, Demand)] = &[
    (Category::Quality, "示例投诉：买来的{}用了几天就坏了，拿到店里，店员说是使用不当，不肯修。", Demand::Repair),
    (Category::Quality, "示例投诉：{}打开就有明显瑕疵，当天回店里要求换，店员说要等厂家鉴定。", Demand::Replace),
    (Category::AfterSales, "示例投诉：{}保修期内送修两次，还是老毛病，要求退货退款。", Demand::Refund),
    (Category::Contract, "示例投诉：办{}时说好随时可退，现在要退，商家要扣三成手续费。", Demand::Refund),
    (Category::FalseAdvertising, "示例投诉：宣传单上写{}买一送一，付款时说活动已经结束。", Demand::MakeUp),
    (Category::Safety, "示例投诉：使用{}时漏电，手指发麻，担心还有别人买到同一批。", Demand::Compensate),
    (Category::Price, "示例投诉：{}标价和收银台收的不一样，多收了钱。", Demand::Refund),
    (Category::Counterfeit, "示例投诉：怀疑买到的{}不是正品，包装上的防伪码查不到。", Demand::Refund),
    (Category::Measurement, "示例投诉：{}标的分量和实际称的差得多。", Demand::MakeUp),
    (Category::Other, "示例投诉：买{}时说可以开发票，付款后一直不给开。", Demand::Other),
];

const QUESTIONS: &[&str] = &[
    "示例咨询：买了{}，还没拆封，想问七天内能不能无理由退？",
    "示例咨询：{}的保修从哪一天开始算，要带什么凭证？",
    "示例咨询：{}的预付卡能不能转给家里人用？",
];

const REPORTS: &[&str] = &["示例举报：看到{}的货架上有过了保质期的商品还在卖。", "示例举报：{}没有标明厂名厂址。"];

/// A form as a consumer fills it in. `number` names the consumer.
pub(super) fn form(kind: Kind, merchant: (&str, &str, GoodsKind), number: usize, today: Day, dice: &mut Dice) -> Draft {
    let (name, stall, trade) = merchant;
    let goods = TRADES.iter().find(|(of, ..)| *of == trade).map_or("商品", |(_, _, goods)| dice.one_of(goods));
    let fen = 100 * i64::from(if dice.percent(45) { dice.between(15, 480) } else { dice.between(500, 6800) });
    let yuan = (fen / 100).to_string();
    let bought = today.plus_days(-i64::from(dice.between(0, 25))).to_string();
    let (category, story, demand) = dice.one_of(STORIES);
    let (category, facts) = match kind {
        Kind::Complaint => (category, story),
        Kind::Inquiry => (Category::AfterSales, dice.one_of(QUESTIONS)),
        Kind::Report => (Category::Quality, dice.one_of(REPORTS)),
    };
    let facts = facts.replace("{}", goods);
    let (who, phone) = (format!("示例消费者{number:04}"), format!("1000001{:04}", number % 10_000));
    let mut draft = Draft::from_pairs(
        [
            (Field::Kind, kind.code()),
            // As people write it: not always as it hangs over the door.
            (Field::MerchantName, name),
            (Field::Stall, stall),
            (Field::Goods, goods),
            (Field::GoodsKind, trade.code()),
            (Field::PurchasedOn, &bought),
            (Field::Amount, &yuan),
            (Field::Category, category.code()),
            (Field::Facts, &facts),
            (Field::Name, &who),
            (Field::Phone, &phone),
            (Field::PrivacyConsent, "yes"),
        ]
        .map(|(field, value)| (field.name(), value)),
    );
    if kind == Kind::Complaint {
        draft.choose(Field::Demands, demand.code(), true);
        if demand.needs_amount() {
            draft.set(Field::DemandAmount, yuan);
        }
        if demand == Demand::Other {
            draft.set(Field::DemandWords, "补开发票");
        }
        draft.check(Field::MediationConsent, dice.percent(85));
        draft.check(Field::PublicationConsent, dice.percent(40));
        if dice.percent(6) {
            draft.choose(Field::GreenReasons, dice.one_of(&["elderly", "child", "pregnant", "disabled"]), true);
        }
        if dice.percent(8) {
            draft.choose(Field::Tags, dice.one_of(&["prepaid", "elderly", "minor"]), true);
        }
    }
    if kind == Kind::Report && dice.percent(50) {
        draft.set(Field::Name, "");
        draft.set(Field::Phone, "");
        draft.check(Field::Anonymous, true);
    }
    draft
}
