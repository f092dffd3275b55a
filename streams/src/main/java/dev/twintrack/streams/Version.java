package dev.twintrack.streams;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the release from the jar's manifest, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String release = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "twintrack " + (release == null ? "(not packaged)" : release),
            "Java ${java.version} (${java.vendor}) on ${os.name} ${os.arch}"
        };
    }
}
