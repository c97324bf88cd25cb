//! Files of goods.

use domain::{
    goods::{GoodsFile, KIND},
    kind::KindInfo,
};

use crate::protocol::EntityBody;

impl EntityBody for GoodsFile {
    const KIND: &'static KindInfo = &KIND;
}
