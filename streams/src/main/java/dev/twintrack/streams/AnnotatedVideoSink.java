package dev.twintrack.streams;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** A video of the stream with its targets drawn in. It has the size of the first frame; others are fitted into that. */
final class AnnotatedVideoSink implements Sink {

    private final Path target;
    private final double framesPerSecond;
    private final Annotation annotation = new Annotation();
    private VideoWriter writer;
    private BufferedImage canvas;
    private Duration start;

    /** @throws dev.twintrack.TwintrackException when no file can be made there */
    AnnotatedVideoSink(Path target, OptionalDouble framesPerSecond) {
        Draft.of(target).close();
        this.target = target;
        this.framesPerSecond = framesPerSecond.orElse(25);
    }

    @Override
    public void frame(TimedFrame frame, List<TrackView> tracks) {
        BufferedImage image = frame.frame().toImage();
        annotation.draw(image, tracks);
        if (writer == null) {
            writer = new VideoWriter(target, image.getWidth(), image.getHeight(), framesPerSecond);
            canvas = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
            start = frame.mediaTime();
        }
        writer.write(Annotation.fitted(image, canvas), frame.mediaTime().minus(start));
    }

    @Override
    public void finish() {
        if (writer != null) {
            writer.finish();
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
