/**
 * Pictures: charts ({@link deepq.view.Chart}), scenes of the environments ({@link deepq.view.Scene}) and episodes to be played
 * ({@link deepq.view.EpisodePlayer}). Each is a record, drawn in the page by a script and as a PNG by Java, without a screen and without the network.
 */
package deepq.view;
