import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.public import is_public, is_web_port

PUBLIC = [
    "1.2.3.4",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "223.255.255.255",
    "2600::1",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:2::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%lo",
    "2600::1%lo",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "localhost",
    "127.1",
    "",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_of_this_machine_of_a_network_or_of_nobody_is_not(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_is_as_public_as_itself(address):
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@given(st.ip_addresses())
def test_what_is_public_is_never_called_private_by_python(address):
    if is_public(str(address)):
        kinds = (address.is_private, address.is_loopback, address.is_link_local, address.is_multicast)
        assert not any(kinds)


@pytest.mark.parametrize(("port", "web"), [(80, True), (443, True), (8080, True), (65535, True), (0, False)])
def test_the_web_is_behind_its_own_ports_and_high_ones(port, web):
    assert is_web_port(port) is web


@pytest.mark.parametrize("port", [21, 22, 23, 25, 53, 110, 139, 389, 445, 587, 993, 2049, 5060, 6000, 6667, 10080])
def test_the_ports_of_other_protocols_are_none_of_the_web(port):
    assert not is_web_port(port)
