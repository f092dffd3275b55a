package dev.twintrack.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.twintrack.Box;
import dev.twintrack.TwintrackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Result files as other tools write them, for a data set of two sequences with 1-based truth. */
class ResultFolderTest {

    private static final Protocol<?> OPE = new OpeProtocol(OpeToolkit.GOT10K);
    private static final Protocol<?> SUPERVISED = Protocols.named("vot2018", Layout.VOT);

    @TempDir
    private Path temporary;

    private Path results;
    private List<SequenceRef> sequences;

    @BeforeEach
    void sequences() throws IOException {
        results = Files.createDirectory(temporary.resolve("results"));
        sequences = List.of(oneBased("Jogging.1"), oneBased("Skating2.2"));
    }

    private static SequenceRef oneBased(String name) {
        Trajectory truth = Trajectory.of(List.of(new double[] {11, 21, 30, 40}, new double[] {12, 21, 30, 40}), 1);
        return SequenceRef.of(Sequence.of(name, Frames.pictures(List.of()), truth));
    }

    private void write(String name, String... lines) throws IOException {
        Path file = results.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private List<ResultFolder> list(Protocol<?> protocol, int origin) {
        return ResultFolder.list(results, protocol, sequences, origin);
    }

    private static List<Take> takes(ResultFolder folder, SequenceRef sequence) {
        return folder.takes(sequence.read(), done -> {});
    }

    @Test
    void namesMayDifferInCaseAndJoints() throws IOException {
        write("jogging-1.txt", "5,5,5,5");
        write("Skating2_2.txt", "6,6,6,6");

        List<ResultFolder> found = list(OPE, 0);

        assertThat(found).extracting(ResultFolder::tracker).containsExactly("results");
        assertThat(takes(found.get(0), sequences.get(0)).get(0).track().box(0)).contains(new Box(5, 5, 5, 5));
        assertThat(takes(found.get(0), sequences.get(1)).get(0).track().box(0)).contains(new Box(6, 6, 6, 6));
    }

    @Test
    void aSubFolderEachIsATrackerEach() throws IOException {
        write("KCF/OTB2015/Jogging.1.txt", "5,5,5,5");
        write("CSRT/Jogging.1.txt", "5,5,5,5");

        assertThat(list(OPE, 0)).extracting(ResultFolder::tracker).containsExactly("CSRT", "KCF");
    }

    @Test
    void repetitionsLieInAFolderOfTheirSequence() throws IOException {
        write("KCF/Jogging.1/Jogging.1_001.txt", "5,5,5,5");
        write("KCF/Jogging.1/Jogging.1_002.txt", "6,6,6,6");
        write("KCF/Jogging.1/Jogging.1_time.txt", "0.5,0.25");

        ResultFolder found = list(OPE, 0).get(0);
        List<Take> takes = takes(found, sequences.get(0));

        assertThat(found.tracker()).isEqualTo("KCF");
        assertThat(takes).hasSize(2);
        assertThat(takes.get(0).seconds()).containsExactly(0.5);
        assertThat(takes.get(1).seconds()).containsExactly(0.25);
    }

    @Test
    void theProtocolChoosesAmongTheExperimentsOfAVotTracker() throws IOException {
        write("KCF/baseline/Jogging.1/Jogging.1_001.txt", "1", "2");
        write("KCF/unsupervised/Jogging.1/Jogging.1_001.txt", "5,5,5,5", "6,6,6,6");

        assertThat(takes(list(SUPERVISED, 0).get(0), sequences.get(0))
                        .get(0)
                        .track()
                        .row(1))
                .containsExactly(2);
        assertThat(takes(list(OPE, 0).get(0), sequences.get(0)).get(0).track().row(1))
                .containsExactly(6, 6, 6, 6);
    }

    @Test
    void timesAndConfidencesAreFoundBesideTheBoxes() throws IOException {
        write("Jogging.1.txt", "5\t5\t5\t5", "NaN NaN NaN NaN");
        write("times/Jogging.1_time.txt", "0.5", "0.25");
        write("Jogging.1.confidence.txt", "nan", "0.75");
        write("Skating2.2.txt", "5,5,5,5,0.5", "5,5,5,5,0.25");

        ResultFolder found = list(OPE, 0).get(0);
        Take jogging = takes(found, sequences.get(0)).get(0);

        assertThat(jogging.track().box(1)).isEmpty();
        assertThat(jogging.seconds()).containsExactly(0.5, 0.25);
        assertThat(jogging.confidences()[1]).isEqualTo(0.75);
        assertThat(takes(found, sequences.get(1)).get(0).confidences()).containsExactly(0.5, 0.25);
        assertThat(takes(found, sequences.get(1)).get(0).track().row(0)).hasSize(4);
    }

    @Test
    void aConfidenceFileOfVotLacksTheFirstFrame() throws IOException {
        write("Jogging.1.txt", "5,5,5,5", "5,5,5,5", "5,5,5,5");
        write("Jogging.1_confidence.value", "0.5", "0.25");

        double[] confidences =
                takes(list(OPE, 0).get(0), sequences.get(0)).get(0).confidences();

        assertThat(Arrays.stream(confidences).boxed()).containsExactly(Double.NaN, 0.5, 0.25);
    }

    @Test
    void oneBasedFilesAreReadAsDeclared() throws IOException {
        write("Jogging.1.txt", "5,5,5,5");

        Trajectory declared =
                takes(list(OPE, 1).get(0), sequences.get(0)).get(0).track();

        assertThat(declared.box(0)).contains(new Box(4, 4, 5, 5));
    }

    @Test
    void filesThatBeginWithTheDataSetsOwnBoxAreInItsCoordinates() throws IOException {
        write("Jogging.1.txt", "11.000,21.000,30.000,40.000", "5,5,5,5");

        ResultFolder found = list(OPE, 0).get(0);

        assertThat(takes(found, sequences.get(0)).get(0).track().box(1)).contains(new Box(4, 4, 5, 5));
        assertThat(found.notes())
                .containsExactly("read as 1-based: the first boxes of 1 files are those of the data set itself");
    }

    @Test
    void zeroBasedFilesDeclaredOneBasedAreSuspected() throws IOException {
        write("Jogging.1.txt", "10,20,30,40");

        assertThat(list(OPE, 1).get(0).notes()).hasSize(1).first().asString().contains("are 0-based");
        assertThat(list(OPE, 0).get(0).notes()).isEmpty();
    }

    @Test
    void aSequenceWithoutAFileIsNamed() throws IOException {
        write("Jogging.1.txt", "5,5,5,5");

        assertThatThrownBy(() -> takes(list(OPE, 0).get(0), sequences.get(1)))
                .isInstanceOf(TwintrackException.class)
                .hasMessage("no result file for sequence Skating2.2 among those of results");
    }

    @Test
    void aFolderWithoutAnyResultIsAnError() throws IOException {
        write("readme.txt", "hello");

        assertThatThrownBy(() -> list(OPE, 0))
                .isInstanceOf(TwintrackException.class)
                .hasMessageContaining("named like a sequence of the data set (such as Jogging.1.txt)");
    }
}
