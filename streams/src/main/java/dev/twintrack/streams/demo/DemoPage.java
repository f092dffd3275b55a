package dev.twintrack.streams.demo;

import dev.twintrack.TwintrackException;
import dev.twintrack.streams.FrameSource;
import dev.twintrack.streams.SourceOptions;
import dev.twintrack.streams.page.LivePage;
import dev.twintrack.streams.page.PageAddress;
import dev.twintrack.streams.page.PageStream;
import dev.twintrack.streams.page.Playback;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The page on which the demonstration is watched.
 *
 * @param page is closed with this
 * @param speed of the clip, times its own pace; 0 for as fast as can be
 * @param stays whether the page stays open after the clip, for the person before it to try things
 */
record DemoPage(LivePage page, double speed, boolean stays) implements AutoCloseable {

    /** A page on a port, or on any other that is free where none was asked for. */
    static DemoPage open(Optional<PageAddress> wanted, double speed, boolean stays) {
        return new DemoPage(wanted.map(LivePage::open).orElseGet(DemoPage::somewhere), speed, stays);
    }

    private static LivePage somewhere() {
        try {
            return LivePage.open(new PageAddress("localhost", PageAddress.DEFAULT_PORT));
        } catch (TwintrackException e) {
            return LivePage.open(new PageAddress("localhost", 0));
        }
    }

    /** The clip, at the speed of the demonstration. */
    Playback play(Path clip, boolean waitsAtEnd) {
        Playback playback = new Playback(
                frame -> FrameSource.open(
                        clip.toString(), SourceOptions.defaults().withStartFrame(frame)),
                0,
                waitsAtEnd);
        playback.setSpeed(speed);
        return playback;
    }

    PageStream show(String name, Playback playback) {
        return page.show(name, playback.info(), Optional.of(playback));
    }

    @Override
    public void close() {
        page.close();
    }
}
