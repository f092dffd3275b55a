package dev.twintrack.training.data;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The XML that PASCAL VOC and ImageNet share: a file a picture, an {@code object} element with a {@code bndbox} each. */
final class VocXml {

    private VocXml() {}

    /** The box whose corner pixels {@code xmin, ymin, xmax, ymax} both belong to it, counted from {@code origin}. */
    static Optional<Box> box(Map<String, String> object, int origin) {
        try {
            double left = Double.parseDouble(object.getOrDefault("xmin", "")) - origin;
            double top = Double.parseDouble(object.getOrDefault("ymin", "")) - origin;
            double right = Double.parseDouble(object.getOrDefault("xmax", "")) - origin + 1;
            double bottom = Double.parseDouble(object.getOrDefault("ymax", "")) - origin + 1;
            return right > left && bottom > top
                    ? Optional.of(new Box(left, top, right - left, bottom - top))
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The leaf elements of every object, by name; those of its {@code part}s are left out. */
    static List<Map<String, String>> objects(Path xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(xml)) {
            return objects(factory.createXMLStreamReader(in));
        } catch (IOException | XMLStreamException e) {
            throw new TwintrackException(
                    "annotation %s is not readable XML: mend or remove it (%s)"
                            .formatted(xml, String.valueOf(e.getMessage()).replace('\n', ' ')),
                    e);
        }
    }

    private static List<Map<String, String>> objects(XMLStreamReader reader) throws XMLStreamException {
        List<Map<String, String>> objects = new ArrayList<>();
        Map<String, String> object = new HashMap<>();
        StringBuilder text = new StringBuilder();
        int parts = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamReader.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamReader.START_ELEMENT) {
                text.setLength(0);
                if (reader.getLocalName().equals("object")) {
                    object = new HashMap<>();
                } else if (reader.getLocalName().equals("part")) {
                    parts++;
                }
            } else if (event == XMLStreamReader.END_ELEMENT) {
                if (reader.getLocalName().equals("object")) {
                    objects.add(object);
                } else if (reader.getLocalName().equals("part")) {
                    parts--;
                } else if (parts == 0) {
                    object.put(reader.getLocalName(), text.toString().trim());
                }
            }
        }
        return objects;
    }
}
