//! How much whoever has no account may hand in. Members of staff and enrolled kiosks never come here.
//!
//! A whole mall stands behind one address, so an address is never shut: beyond what is usual a device shows a proof of work
//! (`sync::proof`) and goes on at once; one that cannot, because its page is older, waits and is told for how long. It
//! keeps what it has and sends it later. All counts are in memory and bounded.

use std::net::IpAddr;
use std::time::{Duration, Instant};

use domain::claim_code::ClaimCode;
use domain::ids::DeviceId;
use hmac::Mac;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use sync::proof::{ProofWanted, read_proof};
use sync::protocol::{Code, Problem};

use crate::accounts::{Limiter, Wait};
use crate::keyed_hash::keyed_hash;
use crate::limits::{
    AT_ADDRESS, CHALLENGE_LIVES, FORMS_AT_ADDRESS, MIB_AT_ADDRESS, OF_CLAIM, OF_DEVICE, OPS_OF_A_PROOF, PROOF_BITS,
    PROOF_ROUNDS,
};
use crate::service::{Incoming, IncomingPush};

#[cfg(test)]
mod tests;

/// The stocks.
#[derive(Debug)]
pub struct Intake {
    addresses: Limiter<IpAddr>,
    devices: Limiter<DeviceId>,
    /// Codes by a hash under a key of this process: the codes themselves are not kept.
    claims: Limiter<u64>,
    forms: Limiter<IpAddr>,
    mib: Limiter<IpAddr>,
    hasher: RandomState,
    /// Challenges are of this process; after a restart a device asks for another.
    key: Option<[u8; 32]>,
    began: Instant,
    bits: u8,
}

/// A push of somebody without an account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anonymous<'a> {
    pub(super) address: IpAddr,
    pub(super) push: &'a IncomingPush,
    /// As it came: what a proof is of.
    pub(super) body: &'a [u8],
    pub(super) proof: Option<&'a str>,
}

/// By what a push is counted, beside its address.
#[derive(Debug)]
struct Names {
    device: Option<DeviceId>,
    /// Each code by its hash, with how many operations bring it.
    claims: Vec<(u64, u32)>,
}

impl Default for Intake {
    fn default() -> Self {
        Self::with_bits(PROOF_BITS)
    }
}

impl Intake {
    fn with_bits(bits: u8) -> Self {
        let mut key = [0; 32];
        // Without randomness nothing can be proved: then everybody waits.
        let key = getrandom::fill(&mut key).is_ok().then_some(key);
        Self {
            addresses: Limiter::new(AT_ADDRESS),
            devices: Limiter::new(OF_DEVICE),
            claims: Limiter::new(OF_CLAIM),
            forms: Limiter::new(FORMS_AT_ADDRESS),
            mib: Limiter::new(MIB_AT_ADDRESS),
            hasher: RandomState::new(),
            key,
            began: Instant::now(),
            bits,
        }
    }

    /// Whether a push is taken now.
    ///
    /// # Errors
    ///
    /// Why not, for how long, and what would open the way. Nothing is stored then, and the device keeps it.
    pub(super) fn admit(&self, of: Anonymous<'_>, now: Instant) -> Result<(), Box<Problem>> {
        let ops = ops_of(of.push);
        let Some(Names { device, claims }) = self.names(of.push) else { return Ok(()) };
        let proven = of.proof.is_some_and(|proof| self.is_proof(proof, of.body, now));
        if proven && of.push.ops.len() > OPS_OF_A_PROOF {
            return Err(Box::new(Code::TooManyOps.problem()));
        }
        // The narrowest stock comes first, so that one device that is stopped does not use up what others share.
        if let Some(device) = device {
            self.devices.take_many(&device, ops, now).map_err(too_much)?;
        }
        let of_all = ops;
        for (place, (claim, ops)) in claims.iter().enumerate() {
            if let Err(wait) = self.claims.take_many(claim, *ops, now) {
                claims[..place].iter().for_each(|(claim, ops)| self.claims.give_many_back(claim, *ops));
                self.give_device_back(device, of_all);
                return Err(too_much(wait));
            }
        }
        if proven {
            return Ok(());
        }
        self.addresses.take_many(&of.address, ops, now).map_err(|wait| {
            claims.iter().for_each(|(claim, ops)| self.claims.give_many_back(claim, *ops));
            self.give_device_back(device, ops);
            self.too_much_at_address(wait, now)
        })
    }

    /// Whether a form without a script is taken now.
    ///
    /// # Errors
    ///
    /// That it is not; the browser keeps what was typed.
    pub(super) fn admit_form(&self, address: IpAddr, now: Instant) -> Result<(), Code> {
        self.forms.take(&address, now).map_err(|_| Code::FormsLimited)
    }

    /// Whether a photo or PDF of so many bytes may begin.
    ///
    /// # Errors
    ///
    /// For how long not.
    pub(super) fn admit_bytes(&self, address: IpAddr, bytes: u64, now: Instant) -> Result<(), Box<Problem>> {
        let mib = u32::try_from(bytes.div_ceil(1024 * 1024)).unwrap_or(u32::MAX);
        self.mib.take_many(&address, mib, now).map_err(too_much)
    }

    /// Which device sends, and about which cases how much. None where there is nothing.
    fn names(&self, push: &IncomingPush) -> Option<Names> {
        let first = push.ops.first()?;
        let device = match first {
            Incoming::Op(op) => op.device,
            Incoming::Unreadable(unreadable) => unreadable.device,
        };
        let mut claims: Vec<(u64, u32)> = Vec::new();
        for code in push.ops.iter().filter_map(claim) {
            let hash = self.hasher.hash_one(code);
            match claims.iter_mut().find(|(known, _)| *known == hash) {
                Some((_, ops)) => *ops += 1,
                None => claims.push((hash, 1)),
            }
        }
        // The nil name is everybody's who has none.
        Some(Names { device: Some(device).filter(|device| !device.0.is_nil()), claims })
    }

    fn give_device_back(&self, device: Option<DeviceId>, ops: u32) {
        if let Some(device) = device {
            self.devices.give_many_back(&device, ops);
        }
    }

    fn too_much_at_address(&self, wait: Wait, now: Instant) -> Box<Problem> {
        let proof = self.challenge(now);
        Box::new(Problem { retry_after: Some(wait.seconds()), proof, ..Code::ProofWanted.problem() })
    }

    fn challenge(&self, now: Instant) -> Option<ProofWanted> {
        let until = (now + CHALLENGE_LIVES).saturating_duration_since(self.began).as_secs().to_string();
        let mark = self.mark(&until)?;
        Some(ProofWanted { challenge: format!("{until}-{mark}"), rounds: PROOF_ROUNDS, bits: self.bits })
    }

    fn mark(&self, until: &str) -> Option<String> {
        let mark = keyed_hash(self.key.as_ref()?, &[b"challenge ", until.as_bytes()]).finalize().into_bytes();
        Some(hex::encode(&mark[..16]))
    }

    fn is_proof(&self, value: &str, body: &[u8], now: Instant) -> bool {
        let Some((challenge, numbers)) = read_proof(value) else { return false };
        let Some((until, mark)) = challenge.split_once('-') else { return false };
        let ends = until.parse().ok().and_then(|seconds| self.began.checked_add(Duration::from_secs(seconds)));
        let lives = ends.is_some_and(|ends| now <= ends);
        // Whoever guesses marks gains a proof that they compute anyway; the time it takes says nothing worth knowing.
        let is_ours = self.mark(until).is_some_and(|ours| ours == mark);
        let wanted = ProofWanted { challenge: challenge.to_owned(), rounds: PROOF_ROUNDS, bits: self.bits };
        lives && is_ours && wanted.is_met(body, &numbers)
    }
}

fn ops_of(push: &IncomingPush) -> u32 {
    u32::try_from(push.ops.len()).unwrap_or(u32::MAX)
}

fn claim(incoming: &Incoming) -> Option<&ClaimCode> {
    match incoming {
        Incoming::Op(op) => op.claim.as_ref(),
        Incoming::Unreadable(_) => None,
    }
}

fn too_much(wait: Wait) -> Box<Problem> {
    Box::new(Problem { retry_after: Some(wait.seconds()), ..Code::TooMuchSent.problem() })
}
