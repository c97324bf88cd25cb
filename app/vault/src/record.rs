//! The record of a device's vault: kept as it is, for nothing in it opens anything by itself.

use domain::ids::StaffId;
use domain::staff::StaffMember;
use serde::{Deserialize, Serialize};
use sync::protocol::DeviceKey;
use uuid::Uuid;

use super::{
    cipher::{Fresh, Sealed, VaultKey},
    people::{Person, Way},
};

const SERVER: &str = "server";

/// Who can open this device, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vault {
    /// Names the key: what another one sealed is known as such.
    pub id: Uuid,
    /// The key, wrapped under what the server keeps for this device.
    server: Option<Sealed>,
    /// Who signed in here, the latest first.
    pub people: Vec<Person>,
}

impl Vault {
    /// A new vault with a new key.
    #[must_use]
    pub fn new(id: Uuid, fresh: Fresh<'_>) -> Option<(Self, VaultKey)> {
        Some((Self { id, server: None, people: Vec::new() }, VaultKey::random(fresh)?))
    }

    /// Opens it with what the server keeps.
    #[must_use]
    pub fn open_by_server(&self, DeviceKey(bytes): &DeviceKey) -> Option<VaultKey> {
        VaultKey::new(*bytes).unwrap(SERVER, self.server.as_ref()?)
    }

    /// From here what the server keeps opens it.
    pub fn trust_server(&mut self, DeviceKey(bytes): &DeviceKey, key: &VaultKey, fresh: Fresh<'_>) -> Option<()> {
        self.server = Some(VaultKey::new(*bytes).wrap(SERVER, key, fresh)?);
        Some(())
    }

    /// A person.
    #[must_use]
    pub fn person(&self, staff: StaffId) -> Option<&Person> {
        self.people.iter().find(|person| person.staff.id == staff)
    }

    /// A person, to be changed.
    pub fn person_mut(&mut self, staff: StaffId) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.staff.id == staff)
    }

    /// Somebody signed in: they come first, as they are called now.
    pub fn welcome(&mut self, staff: StaffMember) -> &mut Person {
        let mut person = match self.people.iter().position(|person| person.staff.id == staff.id) {
            Some(place) => self.people.remove(place),
            None => Person::new(staff.clone()),
        };
        person.staff = staff;
        self.people.insert(0, person);
        &mut self.people[0]
    }

    /// Somebody is not to open it any more.
    pub fn dismiss(&mut self, staff: StaffId) {
        self.people.retain(|person| person.staff.id != staff);
    }

    /// From here a secret of a person opens it.
    pub fn guard(&mut self, staff: StaffId, way: Way, secret: &str, key: &VaultKey, fresh: Fresh<'_>) -> Option<()> {
        self.person_mut(staff)?.guard(way, secret, key, fresh)
    }

    /// Keeps by what the server knows a person here.
    pub fn keep_token(&mut self, staff: StaffId, token: &str, key: &VaultKey, fresh: Fresh<'_>) -> Option<()> {
        self.person_mut(staff)?.keep_token(token, key, fresh)
    }
}

#[cfg(test)]
mod tests {
    use super::super::people::Tried;
    use super::*;
    use domain::role::Role;

    fn fresh(bytes: &mut [u8]) -> Option<()> {
        getrandom::fill(bytes).ok()
    }

    fn somebody(id: u128) -> StaffMember {
        StaffMember {
            id: StaffId(Uuid::from_u128(id)),
            name: "接待员".to_owned(),
            role: Role::Receptionist,
            on_duty: true,
            active: true,
            absent: false,
        }
    }

    /// A tablet on which 林 signed in with a password and set a PIN.
    fn tablet() -> (Vault, VaultKey, StaffId) {
        let (mut vault, key) = Vault::new(Uuid::from_u128(1), &fresh).expect("a vault");
        let lin = vault.welcome(somebody(1)).staff.id;
        vault.guard(lin, Way::Password, "春天的风吹过长宁路口", &key, &fresh).expect("guarded");
        vault.guard(lin, Way::Pin, "271828", &key, &fresh).expect("guarded");
        vault.trust_server(&DeviceKey([7; 32]), &key, &fresh).expect("wrapped");
        (vault, key, lin)
    }

    fn tries(vault: &mut Vault, who: StaffId, way: Way, secret: &str) -> Tried {
        let person = vault.person_mut(who).expect("known here");
        person.begin_try();
        person.attempt(way, secret)
    }

    #[test]
    fn password_pin_and_server_open_the_same_key() {
        let (mut vault, key, lin) = tablet();
        let kept = serde_json::to_string(&vault).expect("json");
        vault = serde_json::from_str(&kept).expect("the same");
        assert_eq!(tries(&mut vault, lin, Way::Password, "春天的风吹过长宁路口"), Tried::Open(key.clone()));
        assert_eq!(tries(&mut vault, lin, Way::Pin, "271828"), Tried::Open(key.clone()));
        assert_eq!(vault.open_by_server(&DeviceKey([7; 32])), Some(key));
        assert_eq!(vault.open_by_server(&DeviceKey([8; 32])), None);
    }

    #[test]
    fn after_five_wrong_pins_only_the_server_opens_it_and_nothing_is_lost() {
        let (mut vault, key, lin) = tablet();
        for left in [4, 3, 2, 1] {
            assert_eq!(tries(&mut vault, lin, Way::Pin, "314159"), Tried::Wrong { left });
        }
        assert_eq!(tries(&mut vault, lin, Way::Pin, "314159"), Tried::AskServer);
        assert_eq!(tries(&mut vault, lin, Way::Pin, "271828"), Tried::AskServer, "the right one comes too late");
        assert_eq!(tries(&mut vault, lin, Way::Password, "春天的风吹过长宁路口"), Tried::AskServer);
        assert_eq!(vault.open_by_server(&DeviceKey([7; 32])), Some(key));
    }

    #[test]
    fn a_tablet_that_is_switched_off_amid_a_try_has_counted_it() {
        let (mut vault, _, lin) = tablet();
        for _ in 0..5 {
            // Counted and written down; then the battery is pulled out.
            vault.person_mut(lin).expect("known here").begin_try();
        }
        assert_eq!(tries(&mut vault, lin, Way::Pin, "271828"), Tried::AskServer);
    }

    #[test]
    fn the_right_pin_in_between_forgives_the_wrong_ones() {
        let (mut vault, _, lin) = tablet();
        for _ in 0..3 {
            for _ in 0..4 {
                assert!(matches!(tries(&mut vault, lin, Way::Pin, "314159"), Tried::Wrong { .. }));
            }
            assert!(matches!(tries(&mut vault, lin, Way::Pin, "271828"), Tried::Open(_)));
        }
    }

    #[test]
    fn one_persons_secret_does_not_open_it_as_another() {
        let (mut vault, key, lin) = tablet();
        let chen = vault.welcome(somebody(2)).staff.id;
        vault.guard(chen, Way::Pin, "161803", &key, &fresh).expect("guarded");
        assert_eq!(tries(&mut vault, chen, Way::Pin, "271828"), Tried::Wrong { left: 4 });
        assert_eq!(tries(&mut vault, lin, Way::Pin, "271828"), Tried::Open(key), "each counts for themselves");
    }

    #[test]
    fn a_token_opens_with_the_key_only() {
        let (mut vault, key, lin) = tablet();
        vault.keep_token(lin, "token", &key, &fresh).expect("kept");
        let person = vault.person(lin).expect("known here");
        assert_eq!(person.token(&key).as_deref(), Some("token"));
        assert_eq!(person.token(&VaultKey::new([0; 32])), None);
    }
}
