//! What is kept of goods besides their files: by which barcode they are found.

use std::collections::HashMap;

use domain::goods::Barcode;
use domain::ids::MerchantId;
use uuid::Uuid;

/// Barcodes of merchants of which must be known whose they are.
#[derive(Clone, Debug, Default)]
pub struct WantedOfGoods(pub Vec<(MerchantId, Barcode)>);

/// The goods that have them.
#[derive(Clone, Debug, Default)]
pub struct FoundOfGoods(pub HashMap<(MerchantId, String), Uuid>);
