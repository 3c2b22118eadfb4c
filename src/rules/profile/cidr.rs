//! Networks in CIDR notation.

use std::net::IpAddr;

/// A network.
#[derive(Debug, Clone)]
pub(super) struct Cidr {
    /// As it is written.
    pub(super) text: String,
    is_v4: bool,
    /// The address from its highest bit on, whatever the family.
    bits: u128,
    prefix: u32,
}

impl Cidr {
    /// `None` for what is no network, a macro included.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/')?;
        let (address, prefix): (IpAddr, u32) = (address.parse().ok()?, prefix.parse().ok()?);
        let (bits, longest) = match address {
            IpAddr::V4(address) => (u128::from(address.to_bits()) << 96, 32),
            IpAddr::V6(address) => (address.to_bits(), 128),
        };
        let text = text.to_owned();
        (prefix <= longest).then_some(Self { text, is_v4: address.is_ipv4(), bits, prefix })
    }

    /// True when both have an address in common.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let shorter = self.prefix.min(other.prefix);
        let differing = (self.bits ^ other.bits).leading_zeros();
        self.is_v4 == other.is_v4 && differing >= shorter
    }
}

#[cfg(test)]
mod tests {
    use super::Cidr;

    #[test]
    fn networks_overlap_when_one_holds_the_other() {
        let overlap = |a, b| Cidr::read(a).unwrap().overlaps(&Cidr::read(b).unwrap());
        assert!(overlap("10.0.0.0/8", "10.96.0.0/12") && overlap("10.96.0.0/12", "10.0.0.0/8"));
        assert!(overlap("0.0.0.0/0", "10.96.0.0/12") && overlap("fd00::/8", "fd12::/64"));
        assert!(
            !overlap("192.168.0.0/16", "10.96.0.0/12") && !overlap("10.96.0.0/12", "10.112.0.0/12")
        );
        assert!(!overlap("::/0", "10.96.0.0/12"));
        for text in ["10.0.0.0", "10.0.0/8", "10.0.0.0/33", "{{x}}/8", ""] {
            assert!(Cidr::read(text).is_none(), "{text}");
        }
    }
}
