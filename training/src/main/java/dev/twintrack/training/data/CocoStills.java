package dev.twintrack.training.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * COCO stills: every {@code annotations/instances_SPLIT.json} with its pictures in {@code SPLIT} or {@code images}. The
 * files are read as streams, object by object. Boxes are {@code [x, y, width, height]} from 0; crowds are left out.
 */
final class CocoStills {

    private record Picture(
            long id, @JsonProperty("file_name") String fileName) {}

    private record Region(
            @JsonProperty("image_id") long imageId,
            @JsonProperty("category_id") long categoryId,
            double[] bbox,
            @JsonProperty("iscrowd") Integer crowd) {}

    private record Category(long id, String name) {}

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Map<Long, String> pictures = new TreeMap<>();
    private final Map<Long, String> categories = new HashMap<>();
    private final Map<Long, List<Region>> regions = new HashMap<>();

    private CocoStills() {}

    static List<Sequence> read(Path root, Skips skips) {
        List<Sequence> sequences = new ArrayList<>();
        for (Path file : DataFiles.list(
                root.resolve("annotations"), file -> file.toString().endsWith(".json"))) {
            CocoStills stills = new CocoStills();
            stills.parse(file, skips);
            String split = DataFiles.stem(file).replaceFirst("^instances_", "");
            sequences.addAll(stills.sequences(root, split, skips));
        }
        return sequences;
    }

    private void parse(Path file, Skips skips) {
        try (JsonParser parser = json.createParser(file)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new TwintrackException("%s is not a COCO annotation: it should be an object".formatted(file));
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (parser.currentToken() == JsonToken.START_ARRAY && isWanted(name)) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        take(name, parser, skips);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new TwintrackException(
                    "annotation %s is not readable COCO JSON: mend or remove it (%s)"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    private static boolean isWanted(String name) {
        return name.equals("images") || name.equals("annotations") || name.equals("categories");
    }

    private void take(String array, JsonParser parser, Skips skips) {
        if (array.equals("images")) {
            Picture picture = json.readValue(parser, Picture.class);
            pictures.put(picture.id(), picture.fileName());
        } else if (array.equals("categories")) {
            Category category = json.readValue(parser, Category.class);
            categories.put(category.id(), Labels.normal(category.name()));
        } else {
            Region region = json.readValue(parser, Region.class);
            if (region.crowd() != null && region.crowd() != 0) {
                skips.add("crowd");
            } else if (region.bbox() == null
                    || region.bbox().length != 4
                    || !(region.bbox()[2] > 0 && region.bbox()[3] > 0)) {
                skips.add("box not a rectangle");
            } else {
                regions.computeIfAbsent(region.imageId(), id -> new ArrayList<>())
                        .add(region);
            }
        }
    }

    private List<Sequence> sequences(Path root, String split, Skips skips) {
        List<Sequence> sequences = new ArrayList<>();
        pictures.forEach((id, fileName) -> {
            List<Track> tracks = new ArrayList<>();
            for (Region region : regions.getOrDefault(id, List.of())) {
                double[] b = region.bbox();
                String label = categories.getOrDefault(region.categoryId(), "");
                tracks.add(Track.still(tracks.size(), label, new Box(b[0], b[1], b[2], b[3])));
            }
            Optional<Path> file = picture(root, split, fileName);
            if (file.isEmpty()) {
                skips.add("picture missing");
            } else if (!tracks.isEmpty()) {
                sequences.add(Sequence.of(split + "/" + fileName, Footage.pictures(List.of(file.get())), tracks));
            }
        });
        return sequences;
    }

    private static Optional<Path> picture(Path root, String split, String fileName) {
        return List.of(root.resolve(split), root.resolve("images").resolve(split), root.resolve("images"), root)
                .stream()
                .map(folder -> folder.resolve(fileName))
                .filter(Files::exists)
                .findFirst();
    }
}
