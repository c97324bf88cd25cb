//! Names and numbers of this contact point, as pages and posters show them.

use clap::Args;
use domain::form::{AreaCode, Phone};
use domain::place::Place;
use domain::typed::clean_line;
use domain::words::Bilingual;

/// What the board leaves open or prints for one place only.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct PointConfig {
    /// Name of the contact point
    #[arg(long, env = "CONTACT_POINT_NAME", default_value = "消费维权联络点", value_parser = filled, global = true)]
    pub point_name: String,

    /// Name of the mall
    #[arg(long, env = "CONTACT_POINT_MALL_NAME", value_parser = filled, global = true)]
    pub mall_name: Option<String>,

    /// The person to ask for (维权联系人)
    #[arg(long, env = "CONTACT_POINT_CONTACT_NAME", default_value = "麦小姐", value_parser = filled, global = true)]
    pub contact_name: String,

    /// The telephone of the contact point, with area code
    #[arg(long, env = "CONTACT_POINT_CONTACT_PHONE", default_value = "021-61671254", value_parser = phone,
        global = true)]
    pub contact_phone: String,

    /// The area code of this place: a telephone number without one is of this area
    #[arg(long, env = "CONTACT_POINT_AREA_CODE", default_value = "021", global = true)]
    pub area_code: AreaCode,

    /// The local market regulator
    #[arg(long, env = "CONTACT_POINT_REGULATOR_NAME", default_value = "上海市长宁区市场监督管理局",
        value_parser = filled, global = true)]
    pub regulator_name: String,

    /// The consumer council that assists
    #[arg(long, env = "CONTACT_POINT_COUNCIL_NAME", default_value = "上海市长宁区消费者权益保护委员会",
        value_parser = filled, global = true)]
    pub council_name: String,

    /// When somebody is at the desk, such as `每天 10:00–22:00`
    #[arg(long, env = "CONTACT_POINT_HOURS", value_parser = filled, global = true)]
    pub hours: Option<String>,
}

impl PointConfig {
    /// What pages show, with the address where phones find them. Names are given once, in the language of the place.
    #[must_use]
    pub fn place(&self, public_url: String) -> Place {
        let named = |name: &str| Bilingual { zh: name.to_owned(), en: english(name).to_owned() };
        Place {
            mall: self.mall_name.as_deref().map(named).unwrap_or_default(),
            contact_person: named(&self.contact_name),
            contact_phone: self.contact_phone.clone(),
            area_code: self.area_code,
            hours: self.hours.as_deref().map(named).unwrap_or_default(),
            regulator: named(&self.regulator_name),
            council: named(&self.council_name),
            public_url,
        }
    }
}

/// The English of the names that the posted board brings along; other names stand in both languages as given.
fn english(name: &str) -> &str {
    match name {
        "麦小姐" => "Ms Mai",
        "上海市长宁区市场监督管理局" => "Shanghai Changning District Administration for Market Regulation",
        "上海市长宁区消费者权益保护委员会" => "Shanghai Changning District Consumer Council",
        other => other,
    }
}

fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 80 || text.chars().any(char::is_control) {
        return Err("a name has 1 to 80 characters on one line".to_owned());
    }
    Ok(text.to_owned())
}

fn phone(text: &str) -> Result<String, String> {
    match Phone::parse(text, AreaCode::default()) {
        Ok(_) => Ok(clean_line(text)),
        Err(_) => Err("not a telephone number, such as 021-61671254".to_owned()),
    }
}
