//! A merchant's public page, where the house publishes merchants.

use std::collections::HashMap;

use domain::analysis::{
    About, Cube, Figures, PUBLIC_MERCHANTS_VERSION, Period, PublicMerchant, PublicMerchants, QUARTERS, suppression,
};
use domain::ids::MerchantId;
use domain::moment::Day;

use super::Service;
use super::analysis::OF_MERCHANTS;
use crate::store::StoreError;
use crate::store::entities::{Along, WantedFigures};

impl Service {
    /// Every merchant that sells here, with what may be said of it; none where the house does not publish merchants.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub async fn public_merchants(&self) -> Result<PublicMerchants, StoreError> {
        if !self.publishes_merchants() {
            return Ok(PublicMerchants {
                version: PUBLIC_MERCHANTS_VERSION,
                contact_point: self.name().to_owned(),
                least: suppression::LEAST,
                published: false,
                period: None,
                merchants: Vec::new(),
            });
        }
        let period = self.published_period().await?;
        let mut figures: HashMap<MerchantId, Figures> = HashMap::new();
        if let Some(period) = period {
            let wanted = [WantedFigures { cube: Cube::Merchant, period, along: Along::Cells, measures: OF_MERCHANTS }];
            let names = self.merchant_names().await?;
            for sum in self.inner.store.figures(self.point(), &wanted).await?.into_iter().flatten() {
                if let About::File(id) = names.counted_for(About::from_key(&sum.row)) {
                    figures.entry(id).or_default().join(&sum.figures);
                }
            }
        }
        let mut signed: HashMap<MerchantId, Vec<(String, Day)>> = HashMap::new();
        let notice = self.notice();
        for (document, signers) in self.commitment_signers().await?.iter() {
            let title = notice.board.documents.iter().find(|one| one.id == *document).map(|one| one.title.zh.clone());
            for signer in &signers.signed {
                signed.entry(signer.merchant.id).or_default().push((title.clone().unwrap_or_default(), signer.on));
            }
        }
        let today = self.world().now().day();
        let returns: HashMap<MerchantId, u32> = self
            .merchant_files()
            .await?
            .into_iter()
            .filter_map(|(id, file)| {
                let promised = file.returns.filter(|returns| returns.from <= today)?;
                Some((id, promised.promise.days)).filter(|(_, days)| *days > 0)
            })
            .collect();
        let directory = self.merchant_directory().await?;
        let merchants = directory.iter().map(|entry| {
            let of = figures.get(&entry.id).copied().unwrap_or_default();
            let signed = signed.remove(&entry.id).unwrap_or_default();
            PublicMerchant::of(entry.clone(), signed, returns.get(&entry.id).copied(), &of)
        });
        Ok(PublicMerchants {
            version: PUBLIC_MERCHANTS_VERSION,
            contact_point: self.name().to_owned(),
            least: suppression::LEAST,
            published: true,
            period,
            merchants: merchants.collect(),
        })
    }

    /// The quarters that are published, as one.
    async fn published_period(&self) -> Result<Option<Period>, StoreError> {
        let this = Period::quarter_of(self.world().now().day());
        let Some(since) = self.inner.store.figures_since(self.point()).await? else { return Ok(None) };
        let quarters = (1..=QUARTERS).map(|back| Period::quarter_of(this.from.plus_months(-3 * back)));
        let quarters: Vec<Period> = quarters.filter(|quarter| since <= quarter.to).collect();
        Ok(quarters.last().zip(quarters.first()).and_then(|(first, last)| Period::new(first.from, last.to)))
    }
}
