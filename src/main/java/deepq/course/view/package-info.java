/**
 * Pictures: charts ({@link deepq.course.view.Chart}), scenes of the environments ({@link deepq.course.view.Scene})
 * and episodes to be played ({@link deepq.course.view.EpisodePlayer}). Each is a record, drawn in the page by a
 * script and as a PNG by Java, without a screen and without the network.
 */
package deepq.course.view;
