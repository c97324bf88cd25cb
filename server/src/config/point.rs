//! Names and numbers of this contact point, as pages and posters show them.

use clap::Args;

/// What the board leaves open or prints for one place only.
#[derive(Clone, Debug, PartialEq, Eq, Args)]
pub struct PointConfig {
    /// Name of the contact point
    #[arg(long, env = "CONTACT_POINT_NAME", default_value = "消费维权联络点", value_parser = filled, global = true)]
    pub point_name: String,

    /// Name of the mall
    #[arg(long, env = "CONTACT_POINT_MALL_NAME", default_value = "本商场", value_parser = filled, global = true)]
    pub mall_name: String,

    /// The person to ask for (维权联系人)
    #[arg(long, env = "CONTACT_POINT_CONTACT_NAME", default_value = "麦小姐", value_parser = filled, global = true)]
    pub contact_name: String,

    /// The telephone of the contact point, with area code
    #[arg(long, env = "CONTACT_POINT_CONTACT_PHONE", default_value = "021-61671254", value_parser = phone,
        global = true)]
    pub contact_phone: String,

    /// The local market regulator
    #[arg(long, env = "CONTACT_POINT_REGULATOR_NAME", default_value = "上海市长宁区市场监督管理局",
        value_parser = filled, global = true)]
    pub regulator_name: String,

    /// The consumer council that assists
    #[arg(long, env = "CONTACT_POINT_COUNCIL_NAME", default_value = "上海市长宁区消费者权益保护委员会",
        value_parser = filled, global = true)]
    pub council_name: String,
}

fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 80 || text.chars().any(char::is_control) {
        return Err("a name has 1 to 80 characters on one line".to_owned());
    }
    Ok(text.to_owned())
}

fn phone(text: &str) -> Result<String, String> {
    match domain::form::Phone::parse(text) {
        Ok(_) => Ok(text.trim().to_owned()),
        Err(_) => Err("not a telephone number, such as 021-61671254".to_owned()),
    }
}
