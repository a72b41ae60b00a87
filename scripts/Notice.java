import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Writes NOTICE, the list of what ships with Recado and under which licences, from the bill of materials that the
/// build leaves; or checks that NOTICE is as it would be written.
/// Usage: java scripts/Notice.java write|check
public final class Notice {
    private static final Path BILL = Path.of("application/target/bom.xml");
    private static final Path NOTICE = Path.of("NOTICE");
    private static final String OWN_GROUP = "dev.recado";
    /// Its pom says "The BSD License" and no more; the bill of materials takes that for the one of four clauses.
    private static final Map<String, String> AS_THEY_SAY =
            Map.of("de.bwaldvogel:mongo-java-server-core", "BSD (its pom does not say which)");

    private static final String HEAD = """
            Recado
            Licensed under the Apache License 2.0 (see LICENSE).

            The jar of Recado holds the software below, each under the licence that stands over it; where two are named, the
            user may choose. What their authors want to be said stands in META-INF/NOTICE and META-INF/NOTICE.txt of the jar.
            `make notice` writes this file from the bill of materials (application/target/bom.json).
            """;

    private record Component(String name, String version, String licence, String page) {
        String line() {
            return "  " + name + " " + version + (page.isEmpty() ? "" : "  " + page);
        }
    }

    private Notice() {}

    public static void main(String[] arguments) throws Exception {
        String text = text(components());
        if (arguments[0].equals("write")) {
            Files.writeString(NOTICE, text);
        } else if (!text.equals(Files.readString(NOTICE))) {
            System.err.println("NOTICE is not what ships: `make notice` writes it anew.");
            System.exit(1);
        }
    }

    private static String text(List<Component> components) {
        Map<String, List<Component>> byLicence =
                components.stream().collect(Collectors.groupingBy(Component::licence, TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder(HEAD);
        byLicence.forEach((licence, under) -> {
            text.append('\n').append(licence).append('\n');
            under.stream()
                    .sorted(Comparator.comparing(Component::name))
                    .forEach(component -> text.append(component.line()).append('\n'));
        });
        return text.toString();
    }

    private static List<Component> components() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document bill = factory.newDocumentBuilder().parse(new File(BILL.toString()));
        List<Component> components = new ArrayList<>();
        for (Element list : children(bill.getDocumentElement(), "components")) {
            for (Element each : children(list, "component")) {
                if (!value(each, "group").equals(OWN_GROUP)) {
                    components.add(component(each));
                }
            }
        }
        return components;
    }

    private static Component component(Element each) throws IOException {
        List<String> licences = new ArrayList<>();
        for (Element all : children(each, "licenses")) {
            children(all, "expression").forEach(expression -> licences.add(expression.getTextContent().strip()));
            for (Element licence : children(all, "license")) {
                licences.add(value(licence, "id").isEmpty() ? value(licence, "name") : value(licence, "id"));
            }
        }
        String name = value(each, "group") + ":" + value(each, "name");
        if (licences.isEmpty()) {
            throw new IOException("no licence is known of " + name);
        }
        String licence = AS_THEY_SAY.getOrDefault(name, String.join(" or ", licences));
        return new Component(name, value(each, "version"), licence, page(each));
    }

    private static String page(Element each) {
        for (Element all : children(each, "externalReferences")) {
            for (Element reference : children(all, "reference")) {
                if (reference.getAttribute("type").equals("website")) {
                    return value(reference, "url");
                }
            }
        }
        return "";
    }

    private static String value(Element in, String name) {
        return children(in, name).stream()
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .orElse("");
    }

    private static List<Element> children(Element in, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = in.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
