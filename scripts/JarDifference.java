import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Says in what two jars differ: entries, their contents, times and order.
/// Usage: java scripts/JarDifference.java ONE TWO
public final class JarDifference {
    private JarDifference() {}

    public static void main(String[] arguments) throws IOException {
        try (ZipFile one = new ZipFile(arguments[0]);
                ZipFile two = new ZipFile(arguments[1])) {
            List<String> first = names(one);
            List<String> second = names(two);
            for (String name : first) {
                ZipEntry here = one.getEntry(name);
                ZipEntry there = two.getEntry(name);
                if (there == null) {
                    System.out.println("  only in the first: " + name);
                } else if (!Arrays.equals(bytes(one, here), bytes(two, there))) {
                    System.out.println("  content: " + name);
                } else if (here.getTime() != there.getTime()) {
                    System.out.println("  time: " + name);
                }
            }
            for (String name : second) {
                if (one.getEntry(name) == null) {
                    System.out.println("  only in the second: " + name);
                }
            }
            if (!first.equals(second)) {
                Collections.sort(first);
                Collections.sort(second);
                if (first.equals(second)) {
                    System.out.println("  the order of the entries");
                }
            }
        }
    }

    private static List<String> names(ZipFile jar) {
        return new ArrayList<>(jar.stream().map(ZipEntry::getName).toList());
    }

    private static byte[] bytes(ZipFile jar, ZipEntry entry) throws IOException {
        return jar.getInputStream(entry).readAllBytes();
    }
}
