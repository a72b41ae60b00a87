package dev.recado.adapter.simulator.twilio;

import dev.recado.adapter.simulator.http.Form;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads the messages of a TwiML response as the parameters that would create them.
public final class TwimlReader {
    private TwimlReader() {}

    /// The messages in `text`; none when it is not TwiML.
    public static List<Form> messages(String text) {
        if (!text.contains("<Message")) {
            return List.of();
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            var root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            var found = new ArrayList<Form>();
            for (var node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element message && message.getTagName().equals("Message")) {
                    found.add(form(message));
                }
            }
            return found;
        } catch (ParserConfigurationException | SAXException | IOException _) {
            return List.of();
        }
    }

    private static Form form(Element message) {
        var form = Form.empty();
        var bareText = new StringBuilder();
        var parameters = new ArrayList<Form.Parameter>();
        for (var node = message.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                switch (element.getTagName()) {
                    case "Body" -> form = form.with("Body", element.getTextContent());
                    case "Media" ->
                        parameters.add(new Form.Parameter(
                                "MediaUrl", element.getTextContent().strip()));
                    default -> {} // nothing else speaks to a user
                }
            } else if (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE) {
                bareText.append(node.getTextContent());
            }
        }
        if (!form.has("Body") && !bareText.toString().isBlank()) {
            form = form.with("Body", bareText.toString().strip());
        }
        parameters.addAll(0, form.parameters());
        return new Form(parameters);
    }
}
