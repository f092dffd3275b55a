package dev.twintrack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.twintrack.scene.SceneOptions;
import dev.twintrack.scene.SyntheticScene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a Java programmer: its example compiles as it stands, and follows something. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path dir;

    @Test
    void theJavaExampleCompilesAndFollowsAThingThroughPictures() throws Exception {
        Path source = Files.writeString(dir.resolve("Follow.java"), block("java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        assertThat(compiler.run(null, null, null, "-cp", classPath, "-d", dir.toString(), source.toString()))
                .isZero();

        String output = runFollow(pictures(5));

        assertThat(output.lines()).hasSize(5).allSatisfy(line -> assertThat(line)
                .matches("\\S+\\.png (TRACKING|UNCERTAIN|LOST) 0\\.\\d+ .*"));
    }

    @Test
    void everyLinkInTheReadmeLeadsSomewhere() throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme());
        List<String> targets = new ArrayList<>();
        while (links.find()) {
            targets.add(links.group(1));
        }
        assertThat(targets).hasSizeGreaterThan(3).allSatisfy(target -> assertThat(ROOT.resolve(target))
                .exists());
    }

    private String runFollow(String[] arguments) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        URL[] here = {dir.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(here)) {
            System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
            var main = loader.loadClass("Follow").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) arguments);
        } finally {
            System.setOut(console);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }

    private String[] pictures(int count) throws IOException {
        SyntheticScene scene = SyntheticScene.of(SceneOptions.pond(21).withFrames(20));
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            Path file = dir.resolve(i + ".png");
            ImageIO.write(scene.frame(i).toImage(), "png", file.toFile());
            names[i] = file.toString();
        }
        return names;
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(readme());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"));
    }
}
