package dev.twintrack.training.data;

import dev.twintrack.TwintrackException;
import dev.twintrack.training.evaluate.Layout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The layouts of annotated (and plain) data that can be read, by the name used on the command line and in configs. */
public enum DataFormat {
    /** PASCAL VOC stills: {@code Annotations/*.xml} and {@code JPEGImages}. */
    VOC(VocStills::read),
    /** COCO stills: {@code annotations/instances_SPLIT.json} and a folder {@code SPLIT}. */
    COCO(CocoStills::read),
    /** Videos {@code NAME.mp4} with MOTChallenge rows in {@code NAME.gt.txt}. */
    VIDEO(AnnotatedVideos::read),
    /** MOTChallenge: {@code SEQUENCE/img1/*.jpg} and {@code SEQUENCE/gt/gt.txt}. */
    MOT(MotFolders::read),
    /** ImageNet VID: {@code Annotations/VID} and {@code Data/VID}. */
    IMAGENET_VID(ImageNetVideo::read),
    /** YouTube-BoundingBoxes: {@code *.csv} and {@code YOUTUBE_ID/TIMESTAMP_MS.jpg}. */
    YOUTUBE_BB(YoutubeBoxes::read),
    /** GOT-10k, as {@code evaluate} reads it. */
    GOT10K((root, skips) -> BenchmarkLayouts.read(Layout.GOT10K, root)),
    /** LaSOT, as {@code evaluate} reads it. */
    LASOT((root, skips) -> BenchmarkLayouts.lasot(root)),
    /** OTB, as {@code evaluate} reads it. */
    OTB((root, skips) -> BenchmarkLayouts.read(Layout.OTB, root)),
    /** Pictures without annotation: salient and random regions become targets. */
    PICTURES(PlainFiles::pictures),
    /** Videos without annotation: salient regions are followed by optical flow. */
    VIDEOS(PlainFiles::videos),
    /** No folder but a number: so many clips made by arithmetic, for trying things out without data. */
    SYNTHETIC(SyntheticClips::read);

    private interface Reader {
        List<Sequence> read(Path root, Skips skips);
    }

    private final Reader reader;

    DataFormat(Reader reader) {
        this.reader = reader;
    }

    /**
     * The sequences below a folder, in an order that does not depend on the file system.
     *
     * @param skips counts annotations that cannot be used
     * @throws TwintrackException when the folder is not of this layout or an annotation cannot be parsed
     */
    public List<Sequence> read(Path root, Skips skips) {
        return reader.read(root, skips);
    }

    /** The name in configs: lower case with dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The format of that name. */
    public static DataFormat of(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TwintrackException("data format '%s' is unknown: use one of %s"
                        .formatted(
                                key,
                                Arrays.stream(values()).map(DataFormat::key).collect(Collectors.joining(", ")))));
    }
}
