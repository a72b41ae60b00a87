package dev.recado.domain.media;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Decides which addresses belong to the public internet, by the registries of special-purpose addresses (RFC
/// 6890 and its updates). A stranger's URL to any other address could reach this machine or its network.
public final class PublicAddresses {
    private static final List<Block> SPECIAL_V4 = List.of(
            Block.of("0.0.0.0/8"), // this network
            Block.of("10.0.0.0/8"), // private
            Block.of("100.64.0.0/10"), // shared by a carrier's customers
            Block.of("127.0.0.0/8"), // loopback
            Block.of("169.254.0.0/16"), // link-local, where clouds keep their metadata
            Block.of("172.16.0.0/12"), // private
            Block.of("192.0.0.0/24"), // protocol assignments
            Block.of("192.0.2.0/24"), // documentation
            Block.of("192.88.99.0/24"), // relays of 6to4
            Block.of("192.168.0.0/16"), // private
            Block.of("198.18.0.0/15"), // benchmarks
            Block.of("198.51.100.0/24"), // documentation
            Block.of("203.0.113.0/24"), // documentation
            Block.of("224.0.0.0/3")); // multicast, reserved, broadcast

    private static final Block GLOBAL_V6 = Block.of("2000::/3");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final Block NAT64 = Block.of("64:ff9b::/96");
    /// The JDK reads `::ffff:0:0` as the address inside.
    private static final Block MAPPED = new Block(BigInteger.valueOf(0xffff), 96);

    private static final List<Block> SPECIAL_V6 = List.of(
            Block.of("2001::/23"), // protocol assignments, Teredo among them
            Block.of("2001:db8::/32"), // documentation
            Block.of("3fff::/20")); // documentation

    private PublicAddresses() {}

    /// Returns whether the address belongs to the public internet. An address that embeds an IPv4 address
    /// (mapped, NAT64, 6to4) is judged by that one.
    public static boolean include(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] bytes) {
        return SPECIAL_V4.stream().noneMatch(block -> block.holds(bytes));
    }

    private static boolean isPublicV6(byte[] bytes) {
        if (MAPPED.holds(bytes) || NAT64.holds(bytes)) {
            return isPublicV4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.holds(bytes)) {
            return isPublicV4(Arrays.copyOfRange(bytes, 2, 6));
        }
        return GLOBAL_V6.holds(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.holds(bytes));
    }

    /// A block of addresses with a common prefix.
    private record Block(BigInteger start, int bits) {
        static Block of(String block) {
            String[] parts = block.split("/", 2);
            int bits = Integer.parseInt(parts[1]);
            return new Block(start(InetAddress.ofLiteral(parts[0]).getAddress(), bits), bits);
        }

        boolean holds(byte[] address) {
            return start(address, bits).equals(start);
        }

        private static BigInteger start(byte[] address, int bits) {
            return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
        }
    }
}
