package dev.recado.domain.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private static boolean isPublic(String literal) throws UnknownHostException {
        return PublicAddresses.include(InetAddress.getByName(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "203.0.114.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a03:2880::1",
                "3ffe::1",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8",
                "2002:808:808::1"
            })
    void publicAddressesAreIncluded(String literal) throws UnknownHostException {
        assertThat(isPublic(literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.1.2.3",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:c0a8:101::1",
                "3fff::1",
                "3fff:fff::1",
                "5f00::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void specialPurposeAddressesAreExcluded(String literal) throws UnknownHostException {
        assertThat(isPublic(literal)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false", "192.168.1.1, false", "8.8.8.8, true"})
    void aMappedAddressIsJudgedByTheEmbeddedOne(String literal, boolean expected) throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        System.arraycopy(InetAddress.getByName(literal).getAddress(), 0, bytes, 12, 4);
        assertThat(PublicAddresses.include(Inet6Address.getByAddress(null, bytes, -1)))
                .isEqualTo(expected);
    }

    @Property
    void noIpv4AddressThatTheJdkCallsLocalIsPublic(@ForAll @Size(4) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (isLocal(address)) {
            assertThat(PublicAddresses.include(address)).isFalse();
        }
    }

    @Property
    void noIpv6AddressThatTheJdkCallsLocalIsPublic(@ForAll @Size(16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        if (isLocal(address) || ((bytes[0] & 0xe0) != 0x20 && !embedsIpv4(bytes))) {
            assertThat(PublicAddresses.include(address)).isFalse();
        }
    }

    @Property
    void anEmbeddedAddressDecides(@ForAll @Size(4) byte[] inside) throws UnknownHostException {
        boolean expected = PublicAddresses.include(InetAddress.getByAddress(inside));
        byte[] nat64 = Arrays.copyOf(new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b}, 16);
        System.arraycopy(inside, 0, nat64, 12, 4);
        byte[] sixToFour = Arrays.copyOf(new byte[] {0x20, 0x02}, 16);
        System.arraycopy(inside, 0, sixToFour, 2, 4);

        assertThat(PublicAddresses.include(InetAddress.getByAddress(nat64))).isEqualTo(expected);
        assertThat(PublicAddresses.include(InetAddress.getByAddress(sixToFour))).isEqualTo(expected);
    }

    @Test
    void aboutOneAddressInSevenIsExcluded() throws UnknownHostException {
        // one address of each /16, so that a block that is too wide shows here
        int refused = 0;
        for (int i = 0; i < 65_536; i++) {
            byte[] bytes = BigInteger.valueOf(((long) i << 16) | 0x0101).toByteArray();
            byte[] four = new byte[4];
            int length = Math.min(4, bytes.length);
            System.arraycopy(bytes, bytes.length - length, four, 4 - length, length);
            refused += PublicAddresses.include(InetAddress.getByAddress(four)) ? 0 : 1;
        }
        // 0, 10, 127 and 224 to 255 as a whole; 64 + 1 + 16 + 1 + 2 of the smaller blocks
        assertThat(refused).isEqualTo(35 * 256 + 64 + 1 + 16 + 1 + 2);
    }

    private static boolean isLocal(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    private static boolean embedsIpv4(byte[] bytes) {
        return bytes[0] == 0 && (bytes[1] == 0x64 || bytes[1] == 0);
    }
}
