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
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * PASCAL VOC stills: {@code Annotations/NAME.xml} beside {@code JPEGImages/NAME.jpg}. The corners are 1-based and both
 * inside the object (VOC development kit), so that the width is {@code xmax - xmin + 1}.
 */
final class VocStills {

    private VocStills() {}

    static List<Sequence> read(Path root, Skips skips) {
        Path pictures = root.resolve("JPEGImages");
        List<Sequence> sequences = new ArrayList<>();
        for (Path xml : DataFiles.list(
                root.resolve("Annotations"), file -> file.toString().endsWith(".xml"))) {
            List<Track> tracks = tracks(xml, skips);
            Path picture = pictures.resolve(DataFiles.stem(xml, ".xml") + ".jpg");
            if (!Files.exists(picture)) {
                skips.add("picture missing");
            } else if (!tracks.isEmpty()) {
                sequences.add(
                        new Sequence(DataFiles.stem(xml, ".xml"), FrameSource.pictures(List.of(picture)), tracks));
            }
        }
        return sequences;
    }

    private static List<Track> tracks(Path xml, Skips skips) {
        List<Track> tracks = new ArrayList<>();
        for (Map<String, String> object : objects(xml)) {
            try {
                double left = Double.parseDouble(object.getOrDefault("xmin", "")) - 1;
                double top = Double.parseDouble(object.getOrDefault("ymin", "")) - 1;
                double right = Double.parseDouble(object.getOrDefault("xmax", ""));
                double bottom = Double.parseDouble(object.getOrDefault("ymax", ""));
                Box box = new Box(left, top, right - left, bottom - top);
                tracks.add(new Track(
                        tracks.size(),
                        Labels.normal(object.getOrDefault("name", "")),
                        new TreeMap<>(Map.of(0, box)),
                        new TreeSet<>()));
            } catch (NumberFormatException | TwintrackException e) {
                skips.add("box not a rectangle");
            }
        }
        return tracks;
    }

    /** The leaf elements of every {@code object}; those of a nested {@code part} do not hide the object's own. */
    private static List<Map<String, String>> objects(Path xml) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        List<Map<String, String>> objects = new ArrayList<>();
        try (InputStream in = Files.newInputStream(xml)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            Map<String, String> object = null;
            StringBuilder text = new StringBuilder();
            int parts = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    text.setLength(0);
                    object = reader.getLocalName().equals("object") ? new HashMap<>() : object;
                    parts += reader.getLocalName().equals("part") ? 1 : 0;
                } else if (event == XMLStreamReader.CHARACTERS) {
                    text.append(reader.getText());
                } else if (event == XMLStreamReader.END_ELEMENT && object != null) {
                    if (reader.getLocalName().equals("object")) {
                        objects.add(object);
                        object = null;
                    } else if (reader.getLocalName().equals("part")) {
                        parts--;
                    } else if (parts == 0) {
                        object.put(reader.getLocalName(), text.toString().trim());
                    }
                }
            }
            return objects;
        } catch (IOException | XMLStreamException e) {
            throw new TwintrackException(
                    "annotation %s is not readable XML: mend or remove it (%s)"
                            .formatted(xml, e.getMessage().replace('\n', ' ')),
                    e);
        }
    }
}
